/** Cells of a document beyond those of books: words of the bill as the API's codes, times as UTC instants. */
import { isBlank, isErrorCell, plainText, type Read } from '../ledger/cells';
import type { Cell } from '../ledger/types';
import type { Site } from '../sync/slices';

/** As `isBlank`, quick for what most cells begin with: a digit, a Chinese character (but 无), anything longer than a dash or two. */
export function isEmpty(cell: Cell): boolean {
  if (cell === null || cell === '') return true;
  const first = cell.charCodeAt(0);
  if ((first >= 48 && first <= 57) || (first >= 0x4e00 && first <= 0x9fff && first !== 0x65e0)) return false;
  return !(cell.length > 4 && first > 32 && first < 0x2000) && isBlank(cell);
}

const good = <T>(value: T): Read<T> => ({ ok: true, value });

const TIME =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(?:(Z)|(?:GMT|UTC)?\s*([+-])(\d{2}):?(\d{2})|GMT|UTC)?$/i;

/**
 * A time as `YYYY-MM-DDTHH:MM:SSZ`. A zone in the cell counts (`GMT+08:00`, `Z`); a time without one is UTC+8, as Partner Center prints it
 * (files.md, rule 4). Null for a blank cell.
 */
export function readTime(cell: Cell): Read<string | null> {
  if (isErrorCell(cell)) return { ok: false, fault: 'error-cell' };
  const text = plainText(cell)?.normalize('NFKC') ?? null;
  if (text === null) return good(null);
  const parts = TIME.exec(text);
  if (!parts) return { ok: false, fault: 'bad-time' };
  const number = (index: number): number => Number(parts[index] ?? '0');
  const wall = Date.UTC(number(1), number(2) - 1, number(3), number(4), number(5), number(6));
  const back = new Date(wall);
  const real =
    back.getUTCMonth() === number(2) - 1 && back.getUTCDate() === number(3) && number(4) < 24 && number(5) < 60 && number(6) < 60;
  if (!real) return { ok: false, fault: 'bad-time' };
  const utc = parts[7] !== undefined || /(?:GMT|UTC)$/i.test(text);
  const offset = utc ? 0 : parts[8] === undefined ? 480 : (parts[8] === '-' ? -1 : 1) * (number(9) * 60 + number(10));
  return good(new Date(wall - offset * 60_000).toISOString().slice(0, 19) + 'Z');
}

/** True for a name that the export masked (files.md, rule 6): it names nobody. */
export function isMasked(text: string): boolean {
  return /[*＊]/.test(text);
}

const word = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_]+/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-');

type Words = ReadonlyMap<string, string>;

/** `code word word …`; a code stands for itself only where it is among its words. */
function words(...lines: readonly string[]): Words {
  return new Map(
    lines.flatMap((line) => {
      const [code = '', ...list] = line.split(' ');
      return list.map((one) => [one, code] as const);
    }),
  );
}

/** 消费, 退款, 调账 as the kinds 0, 1, 2 of the API's bill lines. */
const BILL_TYPES = words(
  '0 消费 expenditure consumption charge',
  '1 退款 退订 refund refunds unsubscription',
  '2 调账 adjustment adjustments write-off',
);
/** Words of the partner bill as the API's charge modes: 1 yearly/monthly, 3 pay-per-use, 10 reserved instances, 11 savings plans. */
const MODE_WORDS = words(
  '1 包年/包月 包年包月 包周期 yearly/monthly',
  '3 按需 按需计费 pay-per-use payperuse',
  '10 预留实例 预留实例-订购 预留实例-按时计费 reservedinstance reservedinstances reservedinstance-order reservedinstance-hourly reservedinstances-order reservedinstances-hourly reservedinstances-subscription',
  '11 节省计划 节省计划-订购 节省计划-按时计费 节省计划-抵扣 savingsplan savingsplans savingsplan-order savingsplan-hourly savingsplan-deduction savingsplans-order savingsplans-hourly savingsplans-deduction',
);
/** Codes of the pushed bill (A1), which are not those of the API. */
const MODE_CODES = words('1 0', '3 1', '10 2 3', '11 4 5 6');
/** Resale is 2 on the China site and 3, the reseller model, on the International one (partner-api.yaml). */
const ASSOCIATIONS = {
  cn: words('1 顾问销售 referral', '2 代售 resale'),
  intl: words('1 顾问销售 referral', '3 代售 resale reseller resellermodel'),
};
const DETAIL_TYPES = words(
  '1 消费-新购 新购',
  '2 消费-续订 续订',
  '3 消费-变更 变更',
  '4 退款-退订 退订',
  '5 消费-使用 使用',
  '8 消费-自动续订 自动续订',
  '9 调账-补偿 补偿',
  '12 消费-按时计费',
  '14 消费-服务支持计划月末补扣',
  '16 调账-扣费 扣费',
  '18 消费-按月付费',
  '20 退款-变更',
  '23 消费-节省计划抵扣',
);
const DIRECTIONS = words('1 收入 income in', '2 支出 expense expenditure out');
const ACCOUNTS = words(
  'BALANCE_TYPE_DEBIT 充值账户 现金账户 余额账户 top-upaccount cashaccount balance_type_debit balancetypedebit',
  'BALANCE_TYPE_CREDIT 信用账户 creditaccount balancetypecredit',
);
const OPERATIONS = words(
  'SOURCE_OPERATION_BEADJUST 拨款 调增 allocation allocate sourceoperationbeadjust',
  'SOURCE_OPERATION_BERETRIEVE 回收 调减 reclaim reclamation sourceoperationberetrieve',
  'SOURCE_OPERATION_BEUNBIND 解除关联回收 解绑回收 关联变更回收 解绑 unbinding reclaimonunbinding sourceoperationbeunbind',
);
/** Kinds of movement under the API's codes, misspelt as they are there. */
const MOVEMENTS = words(
  'SOURCE_OPERATION_BEADJUST 伙伴拨款 拨款 allocation',
  'SOURCE_OPERATION_BERETRIEVE 伙伴回收 回收 reclaim',
  'SOURCE_OPERATION_BEUNBIND 关联变更回收 解除关联回收 解绑回收 reclaimonunbinding',
  'SOURCE_OPERAIION_RECHARGE 充值 top-up',
  'SOURCE_OPERAIION_RECHARGE_REBATE 激励充值 充值-激励 top-upfromincentive',
  'SOURCE_OPERAIION_DEDEUCT 消费-包年/包月 消费',
  'SOURCE_OPERAIION_USAGE 消费-按需',
  'SOURCE_OPERAIION_REFUND 退款 refund',
  'SOURCE_OPERAIION_UNSUBSCRIBE 退订退款',
  'SOURCE_OPERAIION_ADJUST 余额调整',
  'SOURCE_OPERAIION_WRITEOFF 欠费核销',
  'SOURCE_OPERAIION_EXPIRECLEAR 到期清零',
  'SOURCE_OPERAIION_PRECISIONCOMP 尾差补收',
);

const find = (table: Words, text: string): string | null => table.get(word(text)) ?? null;

export const billType = (text: string): string | null => find(BILL_TYPES, text);
/** @param pushed true in A1, which writes codes of its own */
export const chargeMode = (text: string, pushed: boolean): string | null =>
  find(MODE_WORDS, text) ?? (pushed ? find(MODE_CODES, text) : null);
export const association = (text: string, site: Site): string | null =>
  /^[123]$/.test(text.trim()) ? text.trim() : find(ASSOCIATIONS[site], text);
export const detailType = (text: string): string | null => (/^\d{1,3}$/.test(text.trim()) ? text.trim() : find(DETAIL_TYPES, text));
export const direction = (text: string): string | null => (/^[12]$/.test(text.trim()) ? text.trim() : find(DIRECTIONS, text));
export const account = (text: string): string | null => find(ACCOUNTS, text);
export const operation = (text: string): string | null => find(OPERATIONS, text);
/** Unknown kinds of movement are kept as they are. */
export const movementKind = (text: string): string => find(MOVEMENTS, text) ?? text.trim();
