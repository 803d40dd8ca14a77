import { useState } from 'react';
import { Alert, Button, Dropdown, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FileToken } from '../../../../shared/bridge/contract';
import { parseRates, type ExchangeRate, type RateTable } from '../../../../shared/rates';
import { RulesError, ruleFaultText } from '../../../../shared/reconcile/rule-faults';
import { call } from '../../../app/bridge';
import { useAct } from '../../../app/parts/act';
import { useLanguage, useSession } from '../../../app/session/context';
import { pastedFile, receiveFile } from '../../ledgers/inbox/receive';

const MOST_FAULTS = 8;

interface Said {
  readonly tone: 'success' | 'error';
  readonly text: string;
  readonly lines?: readonly string[];
}

/** Rates from a table file, from pasted cells or from a JSON document, and the document saved; nothing is stored before the user saves. */
export function TakeRates({ table, onTake }: { readonly table: RateTable; onTake(rates: readonly ExchangeRate[]): number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { desk } = useSession();
  const { busy, act } = useAct();
  const [said, setSaid] = useState<Said | null>(null);
  const [pasting, setPasting] = useState<string | null>(null);
  const took = (file: string, rates: readonly ExchangeRate[]): void =>
    setSaid({ tone: 'success', text: t('rates.taken', { file, n: rates.length, replaced: onTake(rates) }) });
  const read = async ({ token, name }: FileToken): Promise<void> => {
    const { rates, faults } = await desk.readRates(token);
    if (faults.length === 0) return took(name, rates);
    const lines = faults
      .slice(0, MOST_FAULTS)
      .map(
        ({ row, column, fault }) => `${t('rates.at', { row })}${column === '' ? '' : ` · ${column}`} · ${ruleFaultText(fault, language)}`,
      );
    const rest = faults.length - lines.length;
    setSaid({
      tone: 'error',
      text: t('rates.notTaken', { file: name, n: faults.length }),
      lines: rest > 0 ? [...lines, t('rates.more', { n: rest })] : lines,
    });
  };
  const fromFile = (): Promise<boolean> =>
    act(async () => {
      const [file] = await call('chooseLedgers', {});
      if (file) await read(file);
    });
  const paste = pasting === null ? null : pastedFile(pasting, t('rates.pasteName'), new Date());
  const fromPaste = (): void => {
    if (!paste) return;
    setPasting(null);
    void act(async () => read(await receiveFile(paste, () => undefined, new AbortController().signal)));
  };
  const fromJson = (): Promise<boolean> =>
    act(async () => {
      const chosen = await call('openDocument', {});
      if (!chosen) return;
      try {
        took(chosen.name, parseRates(JSON.parse(chosen.text)).rates);
      } catch (error) {
        const why = error instanceof RulesError ? `${error.place} ${ruleFaultText(error.fault, language)}` : 'JSON';
        setSaid({ tone: 'error', text: t('rates.notRates', { file: chosen.name, why }) });
      }
    });
  const save = (): Promise<boolean> =>
    act(async () => {
      const saved = await call('saveDocument', { name: t('rates.fileName'), text: `${JSON.stringify(table, null, 2)}\n` });
      if (saved) setSaid({ tone: 'success', text: t('rates.exported', { file: saved.name }) });
    });
  const item = (key: 'import' | 'paste' | 'takeJson' | 'export', onClick: () => void) => ({
    key,
    label: <span data-testid={`rates-${key}`}>{t(`rates.${key}`)}</span>,
    onClick,
  });
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            item('import', () => void fromFile()),
            item('paste', () => setPasting('')),
            item('takeJson', () => void fromJson()),
            item('export', () => void save()),
          ],
        }}
      >
        <Button loading={busy} data-testid="rates-file">
          {t('rates.menu')}
        </Button>
      </Dropdown>
      <Modal
        open={pasting !== null}
        title={t('rates.paste')}
        okText={t('rates.take')}
        cancelText={t('app.act.cancel')}
        okButtonProps={{ disabled: paste === null, 'data-testid': 'rates-paste-take' }}
        onOk={fromPaste}
        onCancel={() => setPasting(null)}
        destroyOnHidden
      >
        <div className="stack">
          <span className="muted">{t('rates.pasteHint')}</span>
          <Input.TextArea
            autoFocus
            rows={8}
            className="code-area"
            aria-label={t('rates.paste')}
            data-testid="rates-paste-text"
            value={pasting ?? ''}
            onChange={(event) => setPasting(event.target.value)}
          />
          <span className="muted" role="status">
            {pasting !== null && pasting.trim() !== '' && paste === null ? t('rates.noTable') : ''}
          </span>
        </div>
      </Modal>
      <Modal open={said !== null} footer={null} onCancel={() => setSaid(null)} title={t('rates.tab')}>
        {said && (
          <Alert
            type={said.tone}
            showIcon
            title={said.text}
            description={said.lines?.map((line) => (
              <div key={line}>{line}</div>
            ))}
            data-testid="rates-said"
          />
        )}
      </Modal>
    </>
  );
}
