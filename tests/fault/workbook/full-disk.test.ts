import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type TestContext } from 'vitest';
import { WorkbookWriter } from '../../../electron/workbook/write-workbook';
import type { WorkbookSpec } from '../../../shared/workbook/model';

const spec: WorkbookSpec = {
  language: 'zh',
  meta: { title: '对账' },
  sheets: [
    {
      key: 'summary',
      title: '汇总',
      freeze: true,
      filter: true,
      columns: [
        { key: 'period', head: '账期', type: 'text', width: 10 },
        { key: 'amount', head: '金额', type: 'amount', width: 18, total: 'sum' },
      ],
      charts: [{ title: '消费', category: 'period', categoryTitle: '', valueTitle: '', series: [{ column: 'amount', colour: '2F6EA8' }] }],
    },
    { key: 'lines', title: '明细', freeze: true, filter: true, columns: [{ key: 'text', head: '内容', type: 'text', width: 30 }] },
  ],
};
/** Packs badly: half a dozen digits of each are new. */
const rows = (from: number): string[][] =>
  Array.from({ length: 500 }, (_, row) => [`${((from + row) * 2_654_435_761) % 4_294_967_296} 示例`]);

async function write(file: string): Promise<void> {
  const writer = await WorkbookWriter.open(file, spec);
  await writer.appendRows('summary', [['2026-10', '1.00']]);
  for (let from = 0; from < 6_000; from += 500) await writer.appendRows('lines', rows(from));
  await writer.close();
}

test('wherever the disk fills up, rows or charts, the file that was there stays and nothing half is left', async (context) => {
  await onSmallDisk(context, async (disk) => {
    const file = path.join(disk, 'book.xlsx');
    const ballast = path.join(disk, 'ballast');
    let whole = 0;
    let refused = 0;
    // From far too little room to enough, page by page: the last failures are those of the parts that are added at the end.
    for (let pages = 63; pages >= 0 && whole === 0; pages--) {
      await rm(ballast, { force: true });
      await writeFile(file, 'before');
      await writeFile(ballast, Buffer.alloc(pages * 4_096)).catch(() => undefined);
      const failure: unknown = await write(file).then(
        () => null,
        (error: unknown) => error,
      );
      if (failure === null) {
        whole++;
        expect((await readFile(file)).subarray(0, 2).toString()).toBe('PK');
      } else {
        refused++;
        expect(failure).toMatchObject({ name: 'WorkbookError', code: 'disk-full' });
        expect(await readFile(file, 'utf8')).toBe('before');
      }
      expect((await readdir(disk)).filter((name) => name !== 'ballast')).toEqual(['book.xlsx']);
    }
    expect([whole, refused > 3]).toEqual([1, true]);
  });
});

/** A disk of 256 kB. */
async function onSmallDisk(context: TestContext, work: (disk: string) => Promise<void>): Promise<void> {
  const disk = await mkdtemp(path.join(os.tmpdir(), 'rd-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    await rm(disk, { recursive: true, force: true });
    return context.skip('a size-limited disk can be mounted by root on Linux only');
  }
  try {
    await work(disk);
  } finally {
    execFileSync('umount', [disk]);
    await rm(disk, { recursive: true, force: true });
  }
}
