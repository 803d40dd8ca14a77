import { Alert, Button } from 'antd';
import { Link } from 'react-router';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import type { StoredDocument, StoredImport } from '../../../shared/desk/api';
import { useOpenDesk } from '../../app/session/context';

interface NextStepProps {
  readonly imports: readonly StoredImport[];
  readonly documents: readonly StoredDocument[];
}

/** After files came in: what is there, and what the job needs next. Shown while the job from files is under way. */
export function NextStep({ imports, documents }: NextStepProps) {
  const { t } = useTranslation();
  const { store, profile } = useOpenDesk();
  const open = useLiveQuery(async () => (await store.breaks.open()).total, [store]);
  if (profile.endpoint.kind !== 'files') return null;
  const bills = documents.some((item) => !item.undone && (item.document === 'partner-bill' || item.document === 'bill-push'));
  const books = imports.some((item) => !item.undone);
  if (!documents.some((item) => !item.undone) && !books) return null;
  const step = !bills ? 'bill' : !books ? 'books' : (open ?? 0) > 0 ? 'reconcile' : 'close';
  return (
    <Alert
      type={step === 'close' ? 'success' : 'info'}
      showIcon
      data-testid="next-step"
      data-step={step}
      title={t(`ledgers.next.${step}`, { n: open ?? 0 })}
      action={
        (step === 'reconcile' || step === 'close') && (
          <Link to={step === 'reconcile' ? '/reconcile' : '/period'}>
            <Button size="small" type="primary">
              {t(step === 'reconcile' ? 'app.nav.reconcile' : 'app.nav.period')}
            </Button>
          </Link>
        )
      }
    />
  );
}
