import type { Period } from '../../../shared/period';
import type { Site } from '../dataset';
import type { Customer, PriceGroup, Reseller, WorldSize } from './model';
import { Random } from './random';

/** Obviously invented companies; no name of a person anywhere. */
const NAMES_CN = [
  '示例云帆科技有限公司',
  '示例远图信息有限公司',
  '示例蓝湾数据有限公司',
  '样本青禾软件有限公司',
  '样本北辰网络有限公司',
  '样本星桥物流有限公司',
  '演示白鹿教育有限公司',
  '演示金穗农业有限公司',
  '演示晨光医药有限公司',
  '示例海石能源有限公司',
  '样本松果零售有限公司',
  '演示飞鸟传媒有限公司',
  '示例新芽机器人有限公司',
  '样本云梯制造有限公司',
  '样本长桥建材有限公司',
  '演示竹影游戏有限公司',
  '示例南星旅行有限公司',
  '演示方舟食品有限公司',
  '样本雪松设计有限公司',
  '示例顾问客户有限公司',
] as const;
const RESELLERS_CN = ['示例渠道甲有限公司', '样本渠道乙有限公司'] as const;

const INTL_WORDS = [
  'Cloudsail',
  'Farview',
  'Bluebay',
  'Greenfield',
  'Northstar',
  'Starbridge',
  'Whitedeer',
  'Goldear',
  'Morning',
  'Seastone',
  'Pinecone',
  'Flybird',
  'Sprout',
  'Ladder',
  'Longbridge',
  'Bamboo',
  'Southstar',
  'Ark',
  'Cedar',
  'Referral',
] as const;

/**
 * Who is who in the small world, by index. The arranged charges and the planted breaks name customers by these roles, so
 * that no two of them meet in one place.
 */
export const ROLES = {
  vip: [0, 1, 2],
  /** Has CDN in September alone. */
  timing: 3,
  /** Has an equal SFS savings plan in August and October, none in September. */
  ambiguous: 4,
  /** Its combined order has a part that was charged otherwise than the order says. */
  combined: 4,
  /** Never uses CDN. */
  stranger: 5,
  /** One deduction left arrears behind. */
  debtor: 6,
  /** Returns a server in October. */
  returner: 7,
  orphanRefund: 8,
  overRefund: 9,
  /** Left in the middle of September. */
  leaver: 11,
  /** Joined in October; no price rule knows it. */
  newcomer: 12,
  /** Customers 13..18 belong to resellers, three each. */
  firstOfResellers: 13,
  referral: 19,
} as const;

const LEFT_ON = '2026-09-16T02:30:00Z';
const LEFT_PERIOD: Period = '2026-09';
const JOINED_ON = '2026-10-08T03:00:00Z';
const JOINED_PERIOD: Period = '2026-10';

const CUSTOMERS: Readonly<Record<WorldSize, number>> = { tiny: 3, small: 20, medium: 300, large: 3000 };
const RESELLERS: Readonly<Record<WorldSize, number>> = { tiny: 0, small: 2, medium: 6, large: 20 };
/** Customers beyond those with a role: every tenth belongs to a reseller, every fiftieth is a referral customer. */
const isReferral = (index: number): boolean => index === ROLES.referral || (index > ROLES.referral && index % 50 === 19);

/** Number of a customer's reseller, -1 for a customer of the partner's own. */
function resellerOf(index: number, resellers: number): number {
  if (index < ROLES.firstOfResellers) return -1;
  if (index < ROLES.referral) return Math.floor((index - ROLES.firstOfResellers) / 3);
  return index > ROLES.referral && index % 10 === 7 ? Math.floor(index / 10) % resellers : -1;
}

export interface Parties {
  readonly customers: readonly Customer[];
  readonly resellers: readonly Reseller[];
}

function companyName(site: Site, index: number): string {
  return site === 'cn' ? (NAMES_CN[index] ?? `示例第${String(index)}有限公司`) : `Demo ${INTL_WORDS[index] ?? String(index)} Ltd`;
}

function groupOf(size: WorldSize, index: number): PriceGroup {
  if (size === 'tiny') return index === 1 ? 'vip' : 'standard';
  if (ROLES.vip.includes(index as 0)) return 'vip';
  return index === ROLES.newcomer ? 'no-rule' : 'standard';
}

/** Customers and resellers of a world. Tiny has three direct customers and no reseller. */
export function makeParties(site: Site, size: WorldSize, seed: number): Parties {
  const random = new Random(seed, `parties-${site}-${size}`);
  const resale = site === 'cn' ? '2' : '3';
  const resellers: Reseller[] = [];
  if (size !== 'tiny') {
    for (let i = 0; i < RESELLERS[size]; i++) {
      resellers.push({
        id: random.hex(32),
        accountName: `demo_channel_${String(i + 1)}`,
        name: site === 'cn' ? (RESELLERS_CN[i] ?? `示例第${String(i + 1)}渠道有限公司`) : `Demo Channel ${String.fromCharCode(65 + i)} Ltd`,
        associatedOn: size === 'small' ? '2025-02-11T01:00:00Z' : '2024-02-11T01:00:00Z',
        erpCode: `R-${String(i + 1).padStart(4, '0')}`,
      });
    }
  }
  const customers: Customer[] = [];
  for (let i = 0; i < CUSTOMERS[size]; i++) {
    const special = size !== 'tiny';
    const ofReseller = special ? resellerOf(i, resellers.length) : -1;
    const leaver = special && i === ROLES.leaver;
    const newcomer = special && i === ROLES.newcomer;
    const thirdOfTiny = !special && i === 2;
    customers.push({
      id: random.hex(32),
      accountName: `demo_account_${String(i + 1).padStart(2, '0')}`,
      name: companyName(site, i),
      association: special && isReferral(i) ? '1' : resale,
      resellerId: resellers[ofReseller]?.id ?? null,
      associatedOn: newcomer
        ? JOINED_ON
        : `${size === 'tiny' || size === 'small' ? '2025' : '2024'}-0${String(1 + (i % 9))}-1${String(i % 9)}T03:04:05Z`,
      firstPeriod: newcomer || thirdOfTiny ? JOINED_PERIOD : null,
      lastPeriod: leaver ? LEFT_PERIOD : null,
      leftOn: leaver ? LEFT_ON : null,
      group: groupOf(size, i),
      erpCode: `C-${String(40 + i).padStart(4, '0')}`,
    });
  }
  return { customers, resellers };
}

/** Whether a customer has charges in a month at all. */
export function isActive(customer: Customer, period: Period): boolean {
  return (
    (customer.firstPeriod === null || period >= customer.firstPeriod) && (customer.lastPeriod === null || period <= customer.lastPeriod)
  );
}

const BY_ID = new WeakMap<readonly Customer[], ReadonlyMap<string, Customer>>();

/** The customer of an ID, undefined for one the world does not know. */
export function customerById({ customers }: { readonly customers: readonly Customer[] }, id: string): Customer | undefined {
  let known = BY_ID.get(customers);
  if (known === undefined) BY_ID.set(customers, (known = new Map(customers.map((customer) => [customer.id, customer]))));
  return known.get(id);
}
