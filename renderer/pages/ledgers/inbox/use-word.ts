import { useTranslation } from 'react-i18next';
import { bytesText, countText } from '../../../app/words';
import type { InboxFile } from './inbox';

/** What a file of the inbox is, in a few words: `伙伴账单明细 · 1,204 行`. */
export function useWordOf(): (file: InboxFile) => string {
  const { t } = useTranslation();
  return ({ use, look, draft, bytes, state }) => {
    if (use === null || look === null) return bytesText(bytes);
    const kind =
      use === 'book'
        ? draft.options.role === undefined
          ? t('ledgers.kind.book')
          : t(`codes.role.${draft.options.role}`)
        : t(`codes.documentKind.${use}`);
    const check =
      state === 'ready' && look.document?.kind === use && look.document.confidence === 'likely' ? ` · ${t('ledgers.kind.check')}` : '';
    return `${kind} · ${t('ledgers.queue.rows', { n: countText(look.rows) })}${check}`;
  };
}
