import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { still } from '../../../build/setup/still.mjs';
import { seriousFindings } from '../support/axe';
import { ROOT } from '../support/launch';
import { PAGE_IDS } from '../../../shared/shell/commands';
import { paint, speak, stand, syncedDesk, type SyncedDesk } from '../support/synced-desk';

/** Pictures to look through after a change; `npm run pictures` keeps the reviewed ones beside this file. */
const PICTURES = path.join(ROOT, process.env.RD_PICTURES ?? '.build/tests/pictures');
const PICTURE_WIDTH = 640;

let open: SyncedDesk;
test.beforeAll(async () => {
  open = await syncedDesk();
  await stand(open.desk, 1280, 800);
  mkdirSync(PICTURES, { recursive: true });
});
test.afterAll(() => open.close());

/** Edges are painted a little differently from run to run; a picture that differs no more than that from the one that is kept is not written anew. */
const SAME_SHARE = 0.002;

/** Late queries have answered: the page says the same as a moment ago. */
async function quiet(): Promise<void> {
  let before = '';
  await expect
    .poll(
      async () => {
        const now = await open.desk.page.locator('main').innerText();
        const same = now === before;
        before = now;
        return same;
      },
      { intervals: [400] },
    )
    .toBe(true);
}

/** Keeps a small picture of the window. */
async function keepPicture(name: string): Promise<void> {
  const { page } = open.desk;
  if (process.env.RD_PICTURES) await quiet();
  const full = (await still(page, () => page.screenshot())).toString('base64');
  const file = path.join(PICTURES, `${name}.jpg`);
  const before = existsSync(file) ? readFileSync(file).toString('base64') : null;
  const small = await open.desk.app.evaluate(
    ({ nativeImage }, { data, width, kept, most }) => {
      const jpeg = nativeImage.createFromBuffer(Buffer.from(data, 'base64')).resize({ width, quality: 'best' }).toJPEG(70);
      if (kept === null) return jpeg.toString('base64');
      const [old, fresh] = [Buffer.from(kept, 'base64'), jpeg].map((one) => nativeImage.createFromBuffer(one).toBitmap());
      if (old!.length !== fresh!.length) return jpeg.toString('base64');
      let moved = 0;
      for (let at = 0; at < fresh!.length; at += 1) if (Math.abs(fresh![at]! - old![at]!) > 32) moved += 1;
      return moved > most * fresh!.length ? jpeg.toString('base64') : null;
    },
    { data: full, width: PICTURE_WIDTH, kept: before, most: SAME_SHARE },
  );
  if (small !== null) writeFileSync(file, Buffer.from(small, 'base64'));
}

for (const language of ['zh', 'en'] as const)
  for (const tone of ['light', 'dark'] as const)
    test(`every page comes up, says everything in words, and axe finds nothing serious (${language}, ${tone})`, async () => {
      const { desk, on } = open;
      await speak(desk.page, language);
      await paint(desk.page, tone);
      const found: string[] = [];
      for (const name of PAGE_IDS) {
        await on.goTo(name);
        await on.settled();
        await expect(on.at('state-failed')).toHaveCount(0);
        // A key without words shows itself as `area.part`.
        expect(await desk.page.locator('main').innerText()).not.toMatch(
          /\b(?:app|codes|columns|period|reconcile|ledgers|sync|settings|figures|faults|help|lists|audit)\.[a-z]+[A-Za-z.]+\b/,
        );
        found.push(...(await seriousFindings(desk.page)).map((finding) => `${name}: ${finding}`));
        await keepPicture(`${name}-${language}-${tone}`);
      }
      expect(found).toEqual([]);
      expect(desk.errors).toEqual([]);
    });
