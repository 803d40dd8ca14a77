import { describe, expect, it } from 'vitest';
import { CellFaultError, ContractFault, Dictionary, packColumn, packPage, packUnits, RecordView } from '../../../shared/columns';
import { formatUnits, MAX_UNITS } from '../../../shared/money';

const line = {
  customer_id: ['aaaa', 'bbbb'],
  cloud_service_type: ['hws.service.type.ec2', 'hws.service.type.obs'],
  cloud_service_type_name: ['弹性云服务器', null],
  bill_type: ['0', '1'],
  charge_mode: ['3', '3'],
  amount: ['812.35', '-15.2'],
  measure_id: ['1', null],
};

function faultOf(columns: Record<string, (string | null)[]>): Partial<ContractFault> {
  try {
    packPage('bill-lines', columns, 2, new Dictionary(), 100);
  } catch (error) {
    if (error instanceof ContractFault) return { row: error.row, field: error.field, fault: error.fault };
    throw error;
  }
  throw new Error('not refused');
}

describe('packing a page', () => {
  it('decodes to the records that came, absent fields null', () => {
    const dictionary = new Dictionary();
    const view = new RecordView<'bill-lines'>(packPage('bill-lines', line, 2, dictionary), dictionary);
    const read = () => [
      view.text('customer_id'),
      view.text('cloud_service_type_name'),
      view.units('amount'),
      view.units('debt_amount'),
      view.int('measure_id'),
      view.text('extra'),
    ];
    view.at(1);
    expect(read()).toEqual(['bbbb', null, -1_520_000_000n, null, null, null]);
    view.at(0);
    expect(read().slice(1, 3)).toEqual(['弹性云服务器', 81_235_000_000n]);
    expect(view.int('measure_id')).toBe(1);
  });

  it('names row and field of an amount that is none', () => {
    expect(faultOf({ ...line, amount: ['812.35', '15,20'] })).toEqual({ row: 101, field: 'amount', fault: 'not-an-amount' });
  });

  it('refuses a required field that is null, blank or not brought', () => {
    expect(faultOf({ ...line, amount: ['1', null] })).toEqual({ row: 101, field: 'amount', fault: 'missing' });
    expect(faultOf({ ...line, customer_id: ['', 'x'] })).toEqual({ row: 100, field: 'customer_id', fault: 'missing' });
    const { amount: _, ...without } = line;
    expect(faultOf(without)).toEqual({ row: 100, field: 'amount', fault: 'missing' });
  });

  it('refuses integers past 32 bits, unknown fields and columns of another length', () => {
    expect(faultOf({ ...line, measure_id: ['1', '2147483648'] })).toEqual({ row: 101, field: 'measure_id', fault: 'not-an-integer' });
    expect(faultOf({ ...line, colour: ['a', 'b'] })).toMatchObject({ field: 'colour', fault: 'unknown-field' });
    expect(faultOf({ ...line, amount: ['1'] })).toMatchObject({ field: 'amount', fault: 'wrong-length' });
  });

  it('packs amounts that are read already as it packs their texts, and refuses those past 64 bits', () => {
    const units = [0n, null, 1n, -1n, 81_235_000_000n, MAX_UNITS, -MAX_UNITS];
    const texts = units.map((one) => (one === null ? null : formatUnits(one)));
    expect(packUnits(units)).toEqual(packColumn('amount', texts, new Dictionary()));
    expect(packUnits([null, null])).toEqual(packColumn('amount', [null, null], new Dictionary()));
    for (const past of [MAX_UNITS + 1n, -MAX_UNITS - 1n])
      expect(() => packUnits([1n, past])).toThrow(new CellFaultError(1, 'not-an-amount'));
  });

  it('a dictionary refuses a chunk that leaves a gap', () => {
    const dictionary = new Dictionary();
    dictionary.load(1, ['a', 'b']);
    expect(dictionary.code('b')).toBe(2);
    expect(() => dictionary.load(4, ['d'])).toThrow(RangeError);
    expect(dictionary.since(2)).toEqual(['b']);
  });
});
