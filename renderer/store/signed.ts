/** Months as screens and papers show them: a closed month with what was signed (its archive), the others with today's result. */
import type { PeriodSummary } from '../../shared/desk/api';
import { byCodeUnit } from '../../shared/digest';
import type { KeptTotal } from '../../shared/report/totals';
import type { ArchivedRow, DeskStore, StoredTotal } from './schema';

/** A month's figures; those of the archive where there is one that can be read. */
export function asSigned(today: PeriodSummary, archived: ArchivedRow | undefined): PeriodSummary {
  return archived?.figures ? { ...today, ...archived.figures } : today;
}

export async function shownFigures(store: DeskStore): Promise<PeriodSummary[]> {
  const archived = new Map((await store.archived.toArray()).map((row) => [row.period, row]));
  return (await store.figures.orderBy('period').toArray()).map((row) => asSigned(row, archived.get(row.period)));
}

/** Every month's control totals: a closed month's are those it was signed with. */
export async function everyShownTotal(store: DeskStore): Promise<KeptTotal[]> {
  const archived = (await store.archived.toArray()).filter(({ lost }) => !lost);
  const signed = new Set(archived.map(({ period }) => period));
  return [...(await store.totals.toArray()).filter(({ period }) => !signed.has(period)), ...archived.flatMap((row) => row.totals)];
}

/** Closed months whose figures today's data would give otherwise. */
export async function movedMonths(store: DeskStore): Promise<Set<string>> {
  const names = ['consumption', 'refunds', 'adjustments', 'due'] as const;
  const today = new Map((await store.figures.toArray()).map((row) => [row.period, row]));
  return new Set(
    (await store.archived.toArray()).flatMap(({ period, figures }) => {
      const now = today.get(period);
      const moved =
        figures !== null &&
        now !== undefined &&
        (names.some((name) => figures[name] !== now[name]) ||
          (['allocated', 'reclaimed', 'net'] as const).some((name) => figures.fundAdjustments[name] !== now.fundAdjustments[name]));
      return moved ? [period] : [];
    }),
  );
}

/** A month's control totals in order of their IDs, with what people said about them. */
export async function shownTotals(store: DeskStore, period: string): Promise<StoredTotal[]> {
  const archived = await store.archived.get(period);
  if (!archived || archived.lost)
    return (await store.totals.where('period').equals(period).toArray()).sort((a, b) => byCodeUnit(a.id, b.id));
  const explained = new Map((await store.explanations.where('period').equals(period).toArray()).map((row) => [row.id, row]));
  return archived.totals.map((total) => {
    const said = explained.get(total.id);
    return { ...total, explained: said ? { note: said.note, owner: said.owner, at: said.at } : null };
  });
}
