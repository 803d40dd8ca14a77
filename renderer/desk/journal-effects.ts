/**
 * What a journal entry means for the store, without touching it. Applying an entry twice gives the same store: every effect sets rows by
 * keys that come from the entry.
 */
import { byCodeUnit } from '../../shared/digest';
import type { BodyOf, JournalBody, JournalEntry } from '../../shared/journal/entries';
import { actsIn, isOpen, stateAfter, UNDECIDED, withAct, withSignOff, type BreakAct } from '../../shared/close';
import type { Language, Policy, StoredBreak, StoredImport } from '../../shared/desk/api';
import { DOCUMENTS, REASON_CODES, ROLES, wordOf } from '../../shared/workbook/words';
import type { ActRow, CloseActRow, ClosingRow, DecisionRow, DocumentRow, ExplanationRow, MappingRow } from '../store/schema';

/** Documents that people set; the last entry of a kind holds. */
export type DocumentKey = 'aliases' | 'price-rules' | 'rule-set' | 'rates' | 'policy';

export type JournalEffect =
  | { readonly kind: 'import'; readonly row: StoredImport; readonly body: BodyOf<'import'>; readonly mapping: MappingRow | null }
  | { readonly kind: 'file'; readonly row: DocumentRow; readonly mapping: MappingRow | null }
  | { readonly kind: 'mappings'; readonly rows: readonly MappingRow[] }
  | { readonly kind: 'undo'; readonly importId: string }
  | { readonly kind: 'document'; readonly key: DocumentKey; readonly value: unknown }
  | { readonly kind: 'decide'; readonly acts: readonly (readonly [breakId: string, act: BreakAct])[] }
  | { readonly kind: 'explain'; readonly row: ExplanationRow }
  | { readonly kind: 'close'; readonly row: ClosingRow; readonly act: CloseActRow }
  | { readonly kind: 'reopen'; readonly period: string; readonly act: CloseActRow }
  | { readonly kind: 'none' };

export function effectOf(entry: JournalEntry): JournalEffect {
  const { body, at, by } = entry;
  switch (body.kind) {
    case 'import':
      return {
        kind: 'import',
        body,
        mapping: rememberedBy(body, at),
        row: {
          importId: body.importId,
          file: body.file,
          sha256: body.original,
          role: body.role,
          grain: body.grain,
          basis: body.basis,
          rows: body.rowCount,
          periods: [...new Set(body.sums.map(({ period }) => period))].sort(byCodeUnit),
          leftOut: body.leftOut.length,
          refused: body.refused.length,
          at,
          by,
          undone: false,
        },
      };
    case 'document':
      return {
        kind: 'file',
        mapping: rememberedBy(body, at),
        row: {
          importId: body.importId,
          document: body.document,
          file: body.file,
          sha256: body.original,
          records: body.rows,
          periods: [...new Set(body.sums.map(({ period }) => period))].sort(byCodeUnit),
          rows: body.rowCount,
          leftOut: body.leftOut.length,
          refused: body.refused.length,
          sums: body.sums,
          ...(body.statement === undefined ? {} : { statement: body.statement }),
          at,
          by,
          undone: false,
          seq: entry.seq,
          slices: body.slices,
          left: body.leftOut,
          bad: body.refused.map(({ row, column, value, fault }) => ({ row, column, value, why: fault })),
          read: { headRow: body.mapping.headRow, sheet: body.sheet, encoding: body.encoding, separator: body.separator ?? null },
        },
      };
    case 'mappings':
      return {
        kind: 'mappings',
        rows: body.layouts.map((layout): MappingRow => ({
          ...layout,
          mapping: layout.mapping as MappingRow['mapping'],
          options: layout.options as MappingRow['options'],
          at,
        })),
      };
    case 'import-undone':
      return { kind: 'undo', importId: body.importId };
    case 'aliases':
      return { kind: 'document', key: 'aliases', value: body.aliases };
    case 'price-rules':
    case 'rule-set':
    case 'rates':
      return { kind: 'document', key: body.kind, value: body.document };
    case 'policy':
      return { kind: 'document', key: 'policy', value: { approverOther: body.approverOther } satisfies Policy };
    case 'decision':
    case 'decisions-taken':
      return { kind: 'decide', acts: actsIn(entry) };
    case 'total-explained':
      return { kind: 'explain', row: { period: body.period, id: body.total, note: body.note, owner: body.owner, at, by } };
    case 'sign-off': {
      const { period, archive, note, carried, carriedTotal } = body;
      return {
        kind: 'close',
        row: { period, archive, at, by, note, carried, carriedTotal, drifted: false },
        act: { seq: entry.seq, period, kind: 'sign-off', at, by, archive, text: note },
      };
    }
    case 'reopened':
      return {
        kind: 'reopen',
        period: body.period,
        act: { seq: entry.seq, period: body.period, kind: 'reopened', at, by, archive: null, text: body.reason },
      };
    case 'export':
      return { kind: 'none' };
  }
}

/** The mapping that is offered for the next file of the layout; null for entries of before layouts were told apart. */
function rememberedBy(body: BodyOf<'import'> | BodyOf<'document'>, at: string): MappingRow | null {
  if (body.fingerprint === undefined) return null;
  const mapping = body.mapping as MappingRow['mapping'];
  const row = { fingerprint: body.fingerprint, mapping, heads: body.heads ?? [], at };
  if (body.kind === 'document') return body.document === 'statement-figures' ? null : { ...row, use: body.document, options: null };
  const { role, grain, basis, tax, periodShift, side } = body;
  const declared = { ...(periodShift === undefined ? {} : { periodShift }), ...(side === undefined ? {} : { side }) };
  return { ...row, use: 'ledger', options: { role, grain, basis, tax, ...declared } };
}

/** A break's row of acts after one more. */
export function decisionWith(row: DecisionRow | undefined, breakId: string, act: BreakAct): DecisionRow {
  const acts = [...withAct(row?.acts ?? [], act)];
  return { breakId, period: stateAfter(acts).period ?? act.period, acts };
}

/** What the acts on a break mean for its row, with the months that are signed off now. */
export function decisionPart(
  row: DecisionRow | undefined,
  signed: ReadonlySet<string>,
): Pick<StoredBreak, 'status' | 'decision' | 'owner' | 'workedIn'> {
  const state = withSignOff(row === undefined ? UNDECIDED : stateAfter(row.acts), signed);
  const { status, owner, reason, note, period, at, by, approvedBy, approvedAt, together, amount } = state;
  if (isOpen(status)) return { status, owner, workedIn: period, decision: null };
  return {
    status,
    owner,
    workedIn: period,
    decision: {
      action: status === 'carried' ? 'carry' : together === null ? 'explain' : 'match',
      reason,
      note,
      owner: owner ?? '',
      at: at ?? '',
      by: by ?? '',
      period: period ?? '',
      ...(approvedBy === null ? {} : { approved: { by: approvedBy, at: approvedAt ?? '' } }),
      ...(together === null ? {} : { together }),
      ...(amount === undefined ? {} : { amount }),
    },
  };
}

/** The entry as the audit screen lists it. */
export function actOf(entry: JournalEntry): ActRow {
  return {
    seq: entry.seq,
    at: entry.at,
    by: entry.by,
    kind: entry.body.kind,
    period: periodOf(entry.body),
    summary: summaryOf(entry.body),
  };
}

function periodOf(body: JournalBody): string | null {
  if (body.kind === 'document' && body.statement) return body.sums[0]?.period ?? null;
  return 'period' in body ? body.period : null;
}

const inBoth = (text: (language: Language) => string): { zh: string; en: string } => ({ zh: text('zh'), en: text('en') });

/** Every figure: the entry itself is the only place that says who typed what. */
function typedSummary({ sums: [sum] }: BodyOf<'document'>, { due, number, note }: StatementPart): { zh: string; en: string } {
  const { period = '', consumption = '', refunds = '', adjustments = '' } = sum ?? {};
  const rest = [number, note].filter((text) => text !== '').join(' ');
  return {
    zh: `录入 ${period} 伙伴账单金额：消费 ${consumption}，退款 ${refunds}，调账 ${adjustments}${due === null ? '' : `，应付 ${due}`}${rest === '' ? '' : `（${rest}）`}`,
    en: `Typed the bill’s figures of ${period}: consumption ${consumption}, refunds ${refunds}, adjustments ${adjustments}${due === null ? '' : `, due ${due}`}${rest === '' ? '' : ` (${rest})`}`,
  };
}

type StatementPart = NonNullable<BodyOf<'document'>['statement']>;

function summaryOf(body: JournalBody): { zh: string; en: string } {
  switch (body.kind) {
    case 'import':
      return {
        zh: `导入${wordOf(ROLES, body.role, 'zh')}台账 ${body.file}，${body.rowCount} 行`,
        en: `Imported ${body.role} ledger ${body.file}, ${body.rowCount} rows`,
      };
    case 'document':
      if (body.statement) return typedSummary(body, body.statement);
      return {
        zh: `导入${wordOf(DOCUMENTS, body.document, 'zh')} ${body.file}，${body.rowCount} 行`,
        en: `Imported ${wordOf(DOCUMENTS, body.document, 'en')} ${body.file}, ${body.rowCount} rows`,
      };
    case 'mappings':
      return { zh: `收下列对应 ${body.layouts.length} 套`, en: `Took over ${body.layouts.length} column mappings` };
    case 'import-undone':
      return { zh: `撤销导入 ${body.importId}`, en: `Undid import ${body.importId}` };
    case 'aliases':
      return { zh: `设置别名表，${body.aliases.length} 条`, en: `Set the alias table, ${body.aliases.length} entries` };
    case 'price-rules':
      return { zh: '设置价格规则', en: 'Set the price rules' };
    case 'rule-set':
      return { zh: '设置核对规则', en: 'Set the rule set' };
    case 'rates':
      return { zh: '设置汇率表', en: 'Set the rate table' };
    case 'decision': {
      const n = body.breaks.length;
      const why = inBoth((language) => [wordOf(REASON_CODES, body.reason, language), body.note].filter(Boolean).join(' '));
      if (body.action === 'carry')
        return {
          zh: `结转 ${n} 项差异，负责人 ${body.owner}：${why.zh}`,
          en: `Carried ${n} breaks forward, owner ${body.owner}: ${why.en}`,
        };
      if (body.action === 'reopen') return { zh: `重新打开 ${n} 项差异`, en: `Reopened ${n} breaks` };
      if (body.action === 'undo') return { zh: `撤销对 ${n} 项差异的上一步操作`, en: `Took back the last act on ${n} breaks` };
      if (body.action === 'approve') return { zh: `批准 ${n} 项差异的说明`, en: `Approved the explanation of ${n} breaks` };
      if (body.action === 'assign')
        return {
          zh: `分派 ${n} 项差异给 ${body.owner}${body.note === '' ? '' : `：${body.note}`}`,
          en: `Assigned ${n} breaks to ${body.owner}${body.note === '' ? '' : `: ${body.note}`}`,
        };
      if (body.action === 'match')
        return { zh: `人工匹配 ${n} 项差异，差额合计为 0：${why.zh}`, en: `Matched ${n} breaks by hand, differences sum to 0: ${why.en}` };
      return { zh: `说明 ${n} 项差异：${why.zh}`, en: `Explained ${n} breaks: ${why.en}` };
    }
    case 'decisions-taken':
      return {
        zh: `收下“${body.from.profile}”的处理结果，${body.breaks.length} 项差异`,
        en: `Took over decisions on ${body.breaks.length} breaks from “${body.from.profile}”`,
      };
    case 'policy':
      return body.approverOther
        ? { zh: '复核规定：批准和签署须由编制人以外的人进行', en: 'Policy: approval and sign-off by someone other than the preparer' }
        : { zh: '复核规定：不要求由他人批准和签署', en: 'Policy: approval and sign-off by anyone' };
    case 'total-explained':
      return { zh: `说明控制总额 ${body.total}：${body.note}`, en: `Explained control total ${body.total}: ${body.note}` };
    case 'sign-off':
      return {
        zh: `签核 ${body.period}，结转 ${body.carried.length} 项共 ${body.carriedTotal}`,
        en: `Signed off ${body.period}, carrying ${body.carried.length} breaks of ${body.carriedTotal}`,
      };
    case 'reopened':
      return { zh: `重新打开 ${body.period}：${body.reason}`, en: `Reopened ${body.period}: ${body.reason}` };
    case 'export':
      return { zh: `导出 ${body.file}，${body.rows} 行`, en: `Exported ${body.file}, ${body.rows} rows` };
  }
}
