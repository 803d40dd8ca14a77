// What differs from run to run is written the same for the moment a picture is taken: times, ages, who is signed in at this computer.
import os from 'node:os';

const USER = { zh: '示例会计', en: 'Sample accountant' };

/**
 * Takes a picture of a page as if it had been taken at one and the same minute by the sample's accountant; the page itself is as before afterwards.
 * @template T
 * @param {import('playwright').Page} page
 * @param {() => Promise<T>} take
 * @returns {Promise<T>}
 */
export async function still(page, take) {
  const kept = await page.evaluateHandle(rewrite, { user: os.userInfo().username, names: USER });
  try {
    return await take();
  } finally {
    await kept.evaluate((nodes) => nodes.forEach(([node, text]) => (node.data = text)));
    await kept.dispose();
  }
}

/** Runs in the page. */
function rewrite({ user, names }) {
  const same = [
    [/\b\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?/g, '2026-11-06 09:30'],
    [/\b\d\d:\d\d(?= (开始|结束))|(?<=(since|ended) )\d\d:\d\d\b/g, '09:30'],
    [/\d+ 分钟前|刚刚(?!缓存)/g, '2 分钟前'],
    [/刚刚缓存/g, '缓存于 2 分钟前'],
    [/\d+ min ago|just now/g, '2 min ago'],
    [/(用时|约) \d+ 秒/g, '$1 1 秒'],
    [/(, |took |about )\d+ s\b/g, '$11 s'],
    // Of the journal, whose entries hold their time, and of a workbook, whose parts do.
    [/\b[0-9a-f]{64}\b/g, '5ca1ab1e'.repeat(8)],
    [/^[0-9a-f]{8}$/g, '5ca1ab1e'],
  ];
  const name = document.documentElement.lang.startsWith('zh') ? names.zh : names.en;
  const kept = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.data;
    const stilled = text.trim() === user ? text.replace(user, name) : same.reduce((now, [from, to]) => now.replace(from, to), text);
    if (stilled === text) continue;
    kept.push([node, text]);
    node.data = stilled;
  }
  return kept;
}
