import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * A world of three customers and two months with figures known by hand, and a cost ledger with one timing break and one cent missing:
 *
 * | month   | customer | service | bill        | ledger                         |
 * | ------- | -------- | ------- | ----------- | ------------------------------ |
 * | 2026-09 | A        | ECS     | 100.00      | 100.00                         |
 * | 2026-09 | B        | ECS     | 50.00       | (booked in 2026-10)            |
 * | 2026-10 | A        | ECS     | 200.00      | 199.99                         |
 * | 2026-10 | B        | ECS     | 60.00       | 60.00 and the 50.00 of 2026-09 |
 * | 2026-10 | C        | OBS     | 12.34000015 | 12.34000015                    |
 */
export const CUSTOMERS = { a: 'a'.repeat(32), b: 'b'.repeat(32), c: 'c'.repeat(32) } as const;
const ECS = 'hws.service.type.ec2';
const OBS = 'hws.service.type.obs';
export const SMALL_TODAY = '2026-11-06';

type Line = readonly [period: string, customer: string, service: string, amount: string];

/** Amounts are JSON numbers as the gateway writes them. */
const BILL: readonly Line[] = [
  ['2026-09', CUSTOMERS.a, ECS, '100'],
  ['2026-09', CUSTOMERS.b, ECS, '50.00'],
  ['2026-10', CUSTOMERS.a, ECS, '200.00'],
  ['2026-10', CUSTOMERS.b, ECS, '60.0'],
  ['2026-10', CUSTOMERS.c, OBS, '12.34'],
  ['2026-10', CUSTOMERS.c, OBS, '1.5E-7'],
];

const LEDGER: readonly Line[] = [
  ['2026-09', CUSTOMERS.a, ECS, '100.00'],
  ['2026-10', CUSTOMERS.a, ECS, '199.99'],
  ['2026-10', CUSTOMERS.b, ECS, '60.00'],
  ['2026-10', CUSTOMERS.b, ECS, '50.00'],
  ['2026-10', CUSTOMERS.c, OBS, '12.34000015'],
];

export interface SmallBooks {
  /** Folder of JSON Lines for the sandbox's `--data`. */
  readonly data: string;
  readonly ledger: string;
  /** Writes a file beside them and gives its path. */
  file(name: string, text: string): string;
}

/** Writes world and ledger into a folder. */
export function writeSmallBooks(folder: string): SmallBooks {
  const data = path.join(folder, 'world');
  mkdirSync(data, { recursive: true });
  const file = (name: string, text: string): string => {
    const to = path.join(folder, name);
    writeFileSync(to, text);
    return to;
  };
  writeFileSync(path.join(data, 'ListSubcustomerMonthlyBills.jsonl'), BILL.map(billLine).join(''));
  writeFileSync(
    path.join(data, 'ListSubCustomers.jsonl'),
    Object.entries(CUSTOMERS)
      .map(
        ([name, id]) =>
          JSON.stringify({ customer_id: id, account_name: `account-${name}`, customer: `示例${name}公司`, association_type: '2' }) + '\n',
      )
      .join(''),
  );
  const ledger = file(
    'cost.csv',
    ['账期,客户ID,云服务类型编码,金额（不含税）', ...LEDGER.map((line) => line.join(','))].join('\r\n') + '\r\n',
  );
  return { data, ledger, file };
}

function billLine([period, customer, service, amount]: Line): string {
  const rest = JSON.stringify({
    _cycle: period,
    customer_id: customer,
    cloud_service_type: service,
    resource_type_code: 'hws.resource.type.vm',
    bill_type: '0',
    charge_mode: '1',
    measure_id: 1,
  });
  return `${rest.slice(0, -1)},"amount":${amount}}\n`;
}
