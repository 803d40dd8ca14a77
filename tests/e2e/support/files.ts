/** Exported files and books as a finance user has them, made up; and handing them to the window without a dialog. */
import type { Page } from 'playwright';

export interface MadeFile {
  readonly name: string;
  readonly text: string;
}

export interface MadeBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const CUSTOMERS = [
  { id: '0f1e2d3c4b5a69788796a5b4c3d2e1f0', name: '示例科技有限公司', account: 'example_tech' },
  { id: '77aa00bb11cc22dd33ee44ff55660077', name: '样例贸易有限公司', account: 'sample_trade' },
  { id: '1122334455667788990011223344aabb', name: '演示网络有限公司', account: 'demo_net' },
] as const;
const SERVICES = [
  { name: '弹性云服务器', code: 'hws.service.type.ec2' },
  { name: '云硬盘', code: 'hws.service.type.ebs' },
] as const;

/** Cents that a customer owes for a service in a month. */
function cents(customer: number, service: number, month: string): number {
  return 10_000 * (customer + 1) + 725 * (service + 1) + Number(month.slice(5)) * 11;
}

const yuan = (amount: number): string => `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;

/** Partner bill details as Partner Center exports them: consumption of each customer and service, one refund. */
export function partnerBill(months: readonly string[]): MadeFile {
  const lines = [
    '客户ID,账期,客户名称,客户账号名,账单类型,计费模式,产品类型,产品类型编码,订单号/交易号,原订单号,客户交易时间,客户消费金额(元),结算类型,伙伴结算折扣,结算金额(元)',
  ];
  for (const month of months) {
    CUSTOMERS.forEach((customer, c) =>
      SERVICES.forEach((service, s) => {
        const due = yuan(cents(c, s, month));
        lines.push(
          [
            customer.id,
            month,
            customer.name,
            customer.account,
            '消费',
            '按需',
            service.name,
            service.code,
            `T${month}${c}${s}`,
            '',
            `${month}-28 09:00:00 GMT+08:00`,
            due,
            '普通产品',
            '100%',
            `${due}000000`,
          ].join(','),
        );
      }),
    );
    const [first] = CUSTOMERS;
    lines.push(
      [
        first.id,
        month,
        first.name,
        first.account,
        '退款',
        '包年/包月',
        SERVICES[1].name,
        SERVICES[1].code,
        `R${month}`,
        `T${month}01`,
        `${month}-20 15:00:02 GMT+08:00`,
        '-30.00',
        '普通产品',
        '100%',
        '-30.00000000',
      ].join(','),
    );
  }
  return { name: `伙伴账单明细_${months.join('_')}.csv`, text: `\ufeff${lines.join('\n')}\n` };
}

/** A cost book: one customer under a short name, one amount in words, one a yuan too high, a total row below. */
export function costBook(months: readonly string[], wrong = true): MadeFile {
  const lines = ['账期,客户名称,云服务,成本金额(不含税),币种'];
  for (const month of months)
    CUSTOMERS.forEach((customer, c) =>
      SERVICES.forEach((service, s) => {
        const refund = c === 0 && s === 1 ? 3_000 : 0;
        const slip = c === 0 && s === 0 ? 100 : 0;
        const amount = c === 2 && s === 1 && wrong ? '三百整' : yuan(cents(c, s, month) - refund + slip);
        lines.push([month, c === 1 ? '样例贸易' : customer.name, service.code, amount, 'CNY'].join(','));
      }),
    );
  lines.push('合计,,,9999.00,');
  return { name: '成本台账.csv', text: `${lines.join('\n')}\n` };
}

/** A revenue book without tax on top of the cost, as it was billed. */
export function revenueBook(months: readonly string[]): MadeFile {
  const lines = ['账期,客户名称,云服务,收入金额(不含税),币种'];
  for (const month of months)
    CUSTOMERS.forEach((customer, c) =>
      SERVICES.forEach((service, s) => lines.push([month, customer.name, service.code, yuan(cents(c, s, month) + 1_000), 'CNY'].join(','))),
    );
  return { name: '收入台账.csv', text: `${lines.join('\n')}\n` };
}

/** The right amount for the cell that {@link costBook} has in words. */
export function missingAmount(month: string): string {
  return yuan(cents(2, 1, month));
}

/** Drops files on the window as a person does: over it first, which shows the target; {@link releaseFiles} lets them go. */
export async function dropFiles(page: Page, files: readonly (MadeFile | MadeBytes)[]): Promise<void> {
  const list = files.map((file) => ('text' in file ? { name: file.name, part: file.text } : { name: file.name, part: [...file.bytes] }));
  await page.evaluate((carriedFiles) => {
    const carried = new DataTransfer();
    for (const { name, part } of carriedFiles) carried.items.add(new File([typeof part === 'string' ? part : new Uint8Array(part)], name));
    const fire = (type: string): boolean =>
      document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: carried }));
    fire('dragenter');
    fire('dragover');
    (window as unknown as { released: () => void }).released = () => fire('drop');
  }, list);
}

export async function releaseFiles(page: Page): Promise<void> {
  await page.evaluate(() => (window as unknown as { released: () => void }).released());
}

/** Pastes text on the page, outside of any field. */
export async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
  }, text);
}
