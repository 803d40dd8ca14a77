import { Button } from 'antd';
import { FolderOpenOutlined, InboxOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Alias } from '../../../shared/ledger/types';
import { call } from '../../app/bridge';
import { useOpenDesk, useSession } from '../../app/session/context';
import { useAct } from '../../app/parts/act';
import { Panel } from '../../app/parts/Page';
import type { Inbox } from './inbox/inbox';

/** Before anything came in: where files go, which ones are meant, and sample files for those who want to try. */
export function StartPanel({ inbox, onChoose }: { readonly inbox: Inbox; onChoose(): void }) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const { profile } = useOpenDesk();
  const { busy, act } = useAct();
  const fromFiles = profile.endpoint.kind === 'files';
  const samples = (): Promise<boolean> =>
    act(async () => {
      const { files } = await call('sampleDocuments', {});
      const books = await call('sampleLedgers', {});
      await desk.setAliases((books.aliases as { aliases: Alias[] }).aliases);
      await desk.setPriceRules(books.priceRules);
      inbox.add(files);
      inbox.add([books.cost], { role: 'cost' });
      inbox.add([books.revenue], { role: 'revenue' });
      if (books.prepayment !== null) inbox.add([books.prepayment], { role: 'prepayment' });
    });
  return (
    <Panel testid="import-start">
      <div className="drop-zone">
        <InboxOutlined aria-hidden />
        <h2>{t(fromFiles ? 'ledgers.start.title' : 'ledgers.none')}</h2>
        <p>{t('ledgers.start.hint')}</p>
        <div className="row">
          <Button type="primary" icon={<FolderOpenOutlined />} onClick={onChoose}>
            {t('ledgers.choose')}
          </Button>
          {fromFiles && (
            <Button loading={busy} onClick={() => void samples()} data-testid="import-sample-files">
              {t('ledgers.start.samples')}
            </Button>
          )}
        </div>
      </div>
      {fromFiles && (
        <ol className="start-steps">
          <li>
            <strong>{t('ledgers.start.bill')}</strong>
            <span className="muted">{t(profile.site === 'cn' ? 'ledgers.start.billHintCn' : 'ledgers.start.billHintIntl')}</span>
          </li>
          <li>
            <strong>{t('ledgers.start.books')}</strong>
            <span className="muted">{t('ledgers.start.booksHint')}</span>
          </li>
          <li>
            <strong>{t('ledgers.start.then')}</strong>
            <span className="muted">{t('ledgers.start.thenHint')}</span>
          </li>
        </ol>
      )}
    </Panel>
  );
}
