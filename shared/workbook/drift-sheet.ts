/** Lines of closed months that moved after the sign-off; the sheet is there only when there are any. */
import type { DriftLine } from '../close/drift';
import { parseOptionalUnits } from '../money';
import { amount, party, service, text, type Sheet } from './sheet-columns';
import * as words from './words';
import { wordOf } from './words';

/** A drifted line and its month. */
export interface DriftRecord {
  readonly period: string;
  readonly line: DriftLine;
}

const orNone = (id: string): string | null => (id === '' ? null : id);

/** The kind of a bill or fee line; of a ledger row its role. */
const kindWord = (line: DriftLine, language: 'zh' | 'en'): string | null =>
  wordOf(line.part === 'ledger' ? words.ROLES : words.BILL_KINDS, orNone(line.kind), language);

export const drift: Sheet<DriftRecord> = {
  key: 'drift',
  title: { zh: '关账后变动', en: 'Drift' },
  columns: [
    text('period', '账期', 'Period', 10, ({ period }) => period),
    text('part', '数据', 'Data', 14, ({ line }, { language }) => wordOf(words.DRIFT_PARTS, line.part, language)),
    text('change', '变动', 'Change', 12, ({ line }, { language }) => wordOf(words.DRIFT_CHANGES, line.change, language)),
    ...party<DriftRecord>('customer', '客户', 'Customer', ({ line }) => orNone(line.customer)),
    ...party<DriftRecord>('reseller', '云经销商', 'Reseller', ({ line }) => orNone(line.reseller)),
    ...service<DriftRecord>(({ line }) => orNone(line.service)),
    text('chargeMode', '计费模式', 'Charge mode', 14, ({ line }, { language }) =>
      wordOf(words.CHARGE_MODES, orNone(line.chargeMode), language),
    ),
    text('kind', '类型', 'Kind', 14, ({ line }, { language }) => kindWord(line, language)),
    amount('before', '签署时', 'When signed', ({ line }) => parseOptionalUnits(line.before), { plain: true, exact: true }),
    amount('after', '现在', 'Now', ({ line }) => parseOptionalUnits(line.after), { plain: true, exact: true }),
    amount('effect', '影响', 'Effect', ({ line }) => parseOptionalUnits(line.effect), { plain: true, exact: true }),
    text('fields', '其他变动字段', 'Other fields', 24, ({ line }, { language }) =>
      orNone(line.fields.map((name) => wordOf(words.DRIFT_FIELDS, name, language)).join(', ')),
    ),
    text('place', '台账行', 'Ledger row', 30, ({ line }) => orNone(line.place.replace('|', ' · '))),
  ],
};
