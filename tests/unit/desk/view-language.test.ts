import { describe, expect, it } from 'vitest';
import { viewStamp, viewTable } from '../../../renderer/desk/view-sources';
import { aCore } from './a-core';

const BREAK = { id: 'b1', period: '2026-10', service: 'hws.service.type.ec2', reason: { zh: '金额不符', en: 'Amounts differ' } };

describe('a view in a language', () => {
  it('has the sentences of that language', async () => {
    const { core } = aCore({ breaks: [BREAK] });
    const reasonIn = async (language: 'zh' | 'en'): Promise<unknown> => {
      const table = await viewTable(core, 'breaks', language);
      const at = table.columns.findIndex((column) => column.key === 'reason');
      return (await table.cells(Uint32Array.of(0)))[0]?.[at];
    };
    expect(await reasonIn('zh')).toBe('金额不符');
    expect(await reasonIn('en')).toBe('Amounts differ');
  });

  it.each(['breaks', 'matches', 'bill-lines', 'customers'] as const)('is void in the other one (%s)', (source) => {
    const { core } = aCore({});
    expect(viewStamp(core, source, 'zh')).not.toBe(viewStamp(core, source, 'en'));
  });
});
