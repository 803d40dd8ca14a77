import type { Gateway } from './a-desk';

/** A month and the one after it, for tests of what a closed month shows. */
export const [MONTH, NEXT] = ['2026-09', '2026-10'] as const;
export const ECS = 'hws.service.type.ec2';
type Line = readonly [period: string, customer: string, amount: string];

/** A gateway that has these bill lines in the two months. */
export const bill = (...lines: Line[]): Gateway =>
  [MONTH, NEXT].map((period) => {
    const rows = lines.filter(([month]) => month === period);
    return {
      key: { source: 'bill-lines', period, chargeMode: '3' },
      rows: rows.length,
      columns: {
        customer_id: rows.map(([, customer]) => customer),
        cloud_service_type: rows.map(() => ECS),
        bill_type: rows.map(() => '0'),
        charge_mode: rows.map(() => '3'),
        amount: rows.map(([, , amount]) => amount),
      },
    };
  });
