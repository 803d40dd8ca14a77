import { describe, expect, it } from 'vitest';
import { cellFaultWord, describe as words, describeRefusal, missingWord } from '../../../renderer/headless/faults';

describe('what went wrong in a run without a person', () => {
  it.each(['storage-full', 'no-permission', 'nothing-to-import', 'file-open', 'newer-data', 'verify-failed', 'bad-cells'] as const)(
    '%s is one sentence in words, without code or path',
    (code) => {
      for (const language of ['zh', 'en'] as const) {
        const said = words({ code, detail: `${code}: /tmp/x` }, language);
        expect(said).not.toContain(code);
        expect(said).not.toContain('/tmp');
        expect(said).not.toMatch(/。|\.$|\. [A-Z]/);
        expect(said.length).toBeGreaterThan(8);
      }
    },
  );
  it('says what a full disk means and what to do', () => {
    expect(words({ code: 'storage-full', detail: null }, 'zh')).toBe('磁盘空间不足，未保存任何内容；请腾出空间后重试');
  });
  it('names the month that is closed', () => {
    expect(words({ code: 'period-closed', detail: '2026-09' }, 'zh')).toMatch(/（2026-09）$/);
  });
  it('says of a refused file what to do, in one sentence', () => {
    expect(describeRefusal({ code: 'bad-table', detail: 'old-xls' }, 'zh')).toMatch(/^这是旧版 Excel 文件（\.xls）；[^。]*（old-xls）$/);
  });
  it('names cells and fields as the screens do', () => {
    expect(cellFaultWord('ambiguous-number', 'zh')).toBe('无法判断是千分位还是小数点');
    expect(cellFaultWord('too-many-cells', 'en')).toContain('thousands comma');
    expect(missingWord('period', 'zh')).toBe('账期');
  });
});
