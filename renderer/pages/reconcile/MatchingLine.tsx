import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PassName } from '../../../shared/reconcile/types';
import type { StoredMatching } from '../../store/schema';
import { useOpenDesk } from '../../app/session/context';
import { moneyText } from '../../app/parts/Money';
import { Sums } from '../../charts/series';
import { countText } from '../../app/words';
import type { RoleTab } from '../../store/break-table';

const PASSES: readonly PassName[] = ['exact', 'key-sum', 'reference', 'tolerance', 'group', 'adjacent-period', 'price', 'movement'];

const LINES = { cost: 'cells', revenue: 'groups', prepayment: 'movements' } as const;
const TOTALS = { cost: 'billTotal', revenue: 'expectedTotal', prepayment: 'movementTotal' } as const;

/** The matching in one line: entries, bill cells, matched by pass, both totals, and the residue that must be 0. */
export function MatchingLine({ rows, role }: { readonly rows: readonly StoredMatching[]; readonly role: RoleTab }) {
  const { t } = useTranslation();
  const { profile } = useOpenDesk();
  if (role === 'other') return <p className="muted">{t('reconcile.otherHint')}</p>;
  if (rows.length === 0 && profile.site === 'intl') return <p className="muted">{t('reconcile.waiting')}</p>;
  if (rows.length === 0) {
    return (
      <p className="muted" data-testid="no-ledger">
        {t('reconcile.noLedger', { role: t(`codes.role.${role}`) })} <Link to="/ledgers">{t('reconcile.toLedgers')}</Link>
      </p>
    );
  }
  const sums = new Sums();
  for (const row of rows) {
    sums.add('bill', row.billTotal);
    sums.add('ledger', row.ledgerTotal);
    sums.add('residue', row.residue);
  }
  const count = (pick: (row: StoredMatching) => number): string => countText(rows.reduce((total, row) => total + pick(row), 0));
  const passes = PASSES.filter((pass) => rows.some((row) => (row.byPass[pass] ?? 0) > 0));
  return (
    <dl className="facts" data-testid="matching-summary">
      <div>
        <dt>{t('reconcile.summary.entries')}</dt>
        <dd>{count((row) => row.entries)}</dd>
      </div>
      <div>
        <dt>{t(`reconcile.summary.${LINES[role]}`)}</dt>
        <dd>{count((row) => row.lines)}</dd>
      </div>
      <div title={passes.map((pass) => `${t(`codes.pass.${pass}`)} ${count((row) => row.byPass[pass] ?? 0)}`).join(' · ')}>
        <dt>{t('reconcile.summary.matched')}</dt>
        <dd>{count((row) => row.matched)}</dd>
      </div>
      <div>
        <dt>{t('reconcile.summary.ledgerTotal')}</dt>
        <dd>{moneyText(sums.text('ledger'))}</dd>
      </div>
      <div>
        <dt>{t(`reconcile.summary.${TOTALS[role]}`)}</dt>
        <dd>{moneyText(sums.text('bill'))}</dd>
      </div>
      <div title={t('reconcile.summary.residueHint')}>
        <dt>{t('reconcile.summary.residue')}</dt>
        <dd data-testid="residue">{moneyText(sums.text('residue'))}</dd>
      </div>
    </dl>
  );
}
