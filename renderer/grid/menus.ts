/** What the menus of heads and cells offer. */
import type { TFunction } from 'i18next';
import type { ViewColumn, ViewFilter, ViewSource } from '../../shared/desk/api';
import { billingTime } from '../../shared/period/billing-time';
import { codeSetOf } from './columns';
import type { MenuEntry } from './FloatingMenu';
import type { ColumnModel, Pin } from './layout';
import type { Sort } from './sorting';

export interface HeadMenuActs {
  sort(descending: boolean | null): void;
  ask(): void;
  group(on: boolean): void;
  pin(to: Pin): void;
  nudge(by: -1 | 1): void;
  fit(): void;
  hide(): void;
  pick(): void;
  reset(): void;
}

export function headMenu(
  t: TFunction,
  column: ViewColumn,
  state: { readonly sort: Sort; readonly group: readonly string[]; readonly model: ColumnModel },
  acts: HeadMenuActs,
): MenuEntry[] {
  const { sort, group, model } = state;
  const order = sort.find((one) => one.column === column.key);
  const pin = model.laid.find((one) => one.column.key === column.key)?.pin ?? false;
  const among = model.laid.filter((one) => one.pin === pin && !one.column.key.startsWith('#')).map((one) => one.column.key);
  const at = among.indexOf(column.key);
  const entry = (key: string, run: () => void, more: Partial<MenuEntry> = {}): MenuEntry => ({
    key,
    label: t(`grid.menu.${key}` as 'grid.menu.ascending'),
    run,
    ...more,
  });
  return [
    entry('ascending', () => acts.sort(false), { disabled: order?.descending === false }),
    entry('descending', () => acts.sort(true), { disabled: order?.descending === true }),
    ...(order ? [entry('unsorted', () => acts.sort(null))] : []),
    entry('filter', acts.ask, { parted: true }),
    // Amounts are added up in groups; nobody looks for all rows of one amount.
    ...(column.type === 'amount'
      ? []
      : [entry(group.includes(column.key) ? 'ungroup' : 'group', () => acts.group(!group.includes(column.key)))]),
    ...(pin === 'start' ? [] : [entry('pinLeft', () => acts.pin('start'), { parted: true })]),
    ...(pin === 'end' ? [] : [entry('pinRight', () => acts.pin('end'), { parted: pin === 'start' })]),
    ...(pin === false ? [] : [entry('unpin', () => acts.pin(false))]),
    entry('moveLeft', () => acts.nudge(-1), { disabled: at <= 0, keys: 'Ctrl+Shift+←' }),
    entry('moveRight', () => acts.nudge(1), { disabled: at < 0 || at === among.length - 1, keys: 'Ctrl+Shift+→' }),
    entry('fit', acts.fit),
    entry('hide', acts.hide, { disabled: among.length + model.laid.filter((one) => one.pin !== pin).length <= 1 }),
    entry('pick', acts.pick, { parted: true, keys: 'Ctrl+Space' }),
    entry('reset', acts.reset, { disabled: !model.changed }),
  ];
}

export interface CellMenuActs {
  open(): void;
  toggle(): void;
  copy(bare: boolean): void;
  filter(filter: ViewFilter): void;
  group(): void;
  pickRow(): void;
  pickColumn(): void;
  clear(): void;
}

export function cellMenu(
  t: TFunction,
  source: ViewSource,
  column: ViewColumn | null,
  state: {
    readonly value: string | null;
    readonly words: string;
    readonly head: 'open' | 'closed' | null;
    readonly filtered: boolean;
    readonly grouped: boolean;
  },
  acts: CellMenuActs,
): MenuEntry[] {
  const { value, words, head, filtered, grouped } = state;
  const shown = words === '' ? t('grid.empty') : words.length > 24 ? `${words.slice(0, 24)}…` : words;
  const entry = (key: string, run: () => void, more: Partial<MenuEntry> = {}): MenuEntry => ({
    key,
    label: t(`grid.menu.${key}` as 'grid.menu.onlyThis', { value: shown }),
    run,
    ...more,
  });
  return [
    head === null
      ? entry('details', acts.open, { keys: 'Enter' })
      : entry(head === 'open' ? 'collapse' : 'expand', acts.toggle, { keys: 'Enter' }),
    entry('copy', () => acts.copy(false), { keys: 'Ctrl+C', parted: true }),
    entry('copyBare', () => acts.copy(true), { keys: 'Ctrl+Shift+C' }),
    ...(column === null
      ? []
      : [
          entry('onlyThis', () => acts.filter(sameAs(source, column, value)), { parted: true }),
          entry('withoutThis', () => acts.filter({ column: column.key, op: 'not', value: value ?? '' })),
          ...(column.type === 'amount' || grouped ? [] : [entry('group', acts.group)]),
        ]),
    ...(filtered ? [entry('clear', acts.clear)] : []),
    entry('pickRow', acts.pickRow, { keys: 'Shift+Space', parted: true }),
    entry('pick', acts.pickColumn, { keys: 'Ctrl+Space' }),
  ];
}

/** Rows with the same value; of an instant its whole day. */
export function sameAs(source: ViewSource, column: ViewColumn, value: string | null): ViewFilter {
  const { key, type } = column;
  if (value === null || value === '') return { column: key, op: 'is', value: '' };
  if (type === 'time') {
    const day = billingTime(value).slice(0, 10);
    return { column: key, op: 'range', from: day, to: day };
  }
  if (type === 'period' || codeSetOf(source, key) !== undefined) return { column: key, op: 'in', values: [value] };
  return { column: key, op: 'is', value };
}
