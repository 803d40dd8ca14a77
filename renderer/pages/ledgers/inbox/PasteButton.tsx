import { useState } from 'react';
import { Button, Input, Modal } from 'antd';
import { SnippetsOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Inbox } from './inbox';
import { pastedFile } from './receive';

/** Cells copied in a spreadsheet, put into a text area: the way for those who look for a button. */
export function PasteButton({ inbox }: { readonly inbox: Inbox }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const file = pastedFile(text, t('ledgers.paste.name'), new Date());
  const rows = text.split(/\r\n|\r|\n/).filter((row) => row.trim() !== '').length;
  const close = (): void => {
    setOpen(false);
    setText('');
  };
  return (
    <>
      <Button icon={<SnippetsOutlined />} onClick={() => setOpen(true)} data-testid="import-paste">
        {t('ledgers.paste.button')}
      </Button>
      <Modal
        open={open}
        title={t('ledgers.paste.button')}
        okText={t('ledgers.paste.take')}
        cancelText={t('app.act.cancel')}
        okButtonProps={{ disabled: file === null, id: 'paste-take' }}
        onCancel={close}
        onOk={() => {
          if (file) inbox.receive([file]);
          close();
        }}
        destroyOnHidden
      >
        <div className="stack">
          <span className="muted">{t('ledgers.paste.hint')}</span>
          <Input.TextArea
            autoFocus
            rows={9}
            className="code-area"
            aria-label={t('ledgers.paste.button')}
            data-testid="paste-text"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <span className="muted" role="status">
            {text.trim() === '' ? '' : file === null ? t('ledgers.paste.noTable') : t('ledgers.paste.rows', { n: rows })}
          </span>
        </div>
      </Modal>
    </>
  );
}
