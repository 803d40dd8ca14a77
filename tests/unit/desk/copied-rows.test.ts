import { describe, expect, it } from 'vitest';
// First: it brings the database of memory, which the store looks for when it is loaded.
import { aDesk, aName, Main, quiet } from './a-desk';

const ROWS = 20_050;
const ids = Array.from({ length: ROWS }, (_, row) => `1234567890123456${String(row).padStart(16, '0')}`);

describe('a copy of many rows', () => {
  it('says which columns are text, however many rows: codes of digits alone are no numbers', async () => {
    const main = new Main();
    main.gateway = [
      {
        key: { source: 'bill-lines', period: '2026-10', chargeMode: '3' },
        rows: ROWS,
        columns: {
          customer_id: ids,
          cloud_service_type: ids.map(() => 'hws.service.type.ec2'),
          bill_type: ids.map(() => '0'),
          charge_mode: ids.map(() => '3'),
          amount: ids.map(() => '1.00'),
        },
      },
    ];
    const { desk, store } = await aDesk(main, aName());
    await desk.sync({ periods: ['2026-10'], today: '2026-11-20', language: 'zh' }, quiet);
    const { id } = await desk.view({ source: 'bill-lines', language: 'zh', period: '2026-10', filters: [], sort: [] });
    const { text, html } = await desk.copy(id, { fromRow: 0, toRow: ROWS, columns: ['customer', 'amount'], bare: true });
    expect(text.split('\n')).toHaveLength(ROWS);
    const rows = html.split('<tr>').slice(1);
    expect(rows).toHaveLength(ROWS);
    expect(rows.filter((row) => !/^<td style='mso-number-format:"\\@"'[^>]*>\d{32}<\/td><td>1\.00<\/td>/.test(row))).toEqual([]);
    await desk.close();
    store.close();
  });
});
