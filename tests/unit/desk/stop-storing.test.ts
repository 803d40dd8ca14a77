import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../shared/desk/api';
import { aDesk, aName, Main, quiet } from './a-desk';

const HEADS = ['账期', '客户ID', '云服务类型编码', '成本金额(未税)'];
const ROWS = [HEADS, ['2026-10', '0f1e2d3c4b5a69788796a5b4c3d2e1f0', 'hws.service.type.ec2', '12.5']];

async function previewed() {
  const main = new Main();
  const { desk, store } = await aDesk(main, aName());
  main.add('f', { name: 'cost.csv', rows: ROWS });
  const { preview } = await desk.preview({ token: 'f', options: { role: 'cost' }, mapping: null }, quiet);
  return { main, desk, store, preview };
}

describe('stopping an import that is being stored', () => {
  it.each(['archiving', 'journalling'])('at %s leaves journal and store untouched, and it can be confirmed again', async (step) => {
    const { main, desk, store, preview } = await previewed();
    const before = await desk.digest();
    const stop = (progress: Progress): void => void (progress.step === step && desk.cancelConfirm(preview));
    await expect(desk.confirmImport({ preview, skipBadRows: false }, stop)).rejects.toMatchObject({ code: 'cancelled' });
    expect(main.calls).not.toContain('journalAppend');
    expect([main.journal.length, await store.imports.count(), await store.importData.count()]).toEqual([0, 0, 0]);
    expect(await desk.digest()).toBe(before);
    const again = await desk.confirmImport({ preview, skipBadRows: false });
    expect([again.changed, main.journal.length, await store.imports.count()]).toEqual([true, 1, 1]);
  });

  it('before its turn fails at once, while the change before it still runs', async () => {
    const { main, desk, store, preview } = await previewed();
    const blocker = desk.setAliases([]);
    const confirmed = desk.confirmImport({ preview, skipBadRows: false });
    await desk.cancelConfirm(preview);
    await expect(confirmed).rejects.toMatchObject({ code: 'cancelled' });
    await blocker;
    await desk.setAliases([]);
    expect([main.journal.map((entry) => entry.body.kind), await store.imports.count()]).toEqual([['aliases', 'aliases'], 0]);
  });

  it('after the append changes nothing: it is imported', async () => {
    const { main, desk, store, preview } = await previewed();
    main.afterAppend = () => void desk.cancelConfirm(preview);
    const steps: string[] = [];
    const { changed } = await desk.confirmImport({ preview, skipBadRows: false }, ({ step }) => steps.push(step));
    expect([changed, main.journal.length, await store.imports.count()]).toEqual([true, 1, 1]);
    expect(steps).toEqual(['archiving', 'journalling', 'applying', 'reconciling']);
  });
});
