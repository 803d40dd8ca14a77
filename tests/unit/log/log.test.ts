import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../../electron/log/log';
import { redact } from '../../../electron/log/redact';

const clock = (): Date => new Date('2026-10-08T02:03:04.000Z');
const AK = 'QTWAOYTTINDUT2QVKYUC';
const SK = 'MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc';
const SIGNATURE = '7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe';
const TOKEN = `gQpjbi1ub3J0aC00${'aB3+/x9_'.repeat(40)}==`;

test.each([
  `Authorization: SDK-HMAC-SHA256 Access=${AK}, SignedHeaders=host;x-sdk-date, Signature=${SIGNATURE}`,
  `{"authorization":"SDK-HMAC-SHA256 Access=${AK}, SignedHeaders=host, Signature=${SIGNATURE}"}`,
  `sent SDK-HMAC-SHA256 Access=${AK}, SignedHeaders=host, Signature=${SIGNATURE}`,
  `X-Security-Token: ${TOKEN}`,
  `{"securityToken":"${TOKEN}","secretKey":"${SK}"}`,
  `"{\\"accessKey\\":\\"${AK}\\",\\"secretKey\\":\\"${SK}\\"}"`,
  `myAccessKey=${AK}&sk=${SK}`,
  `Signature=${SIGNATURE}`,
  `https://${AK}:${SK}@example.com/`,
  `the key ${AK} with ${SK} was refused`,
  `temporary ${TOKEN} expired`,
  `Bearer ${TOKEN}`,
  `RECONCILE_DESK_SK=${SK}`,
])('no part of a credential is left of: %s', (text) => {
  const clean = redact(text);
  expect(clean).toContain('[redacted]');
  for (const secret of [AK, SK, SIGNATURE, TOKEN, TOKEN.slice(0, 60)]) expect(clean).not.toContain(secret);
});

test.each([
  'sync of 2026-09 finished: 1203 rows in 4.2 s',
  'GET /v2/partners/billing-center/bills?offset=0 answered 403 CBC.0150',
  `archive ${SIGNATURE} is damaged`,
  'at openJournal (file:///opt/desk/app.asar/.build/app/main/chunks/journal-AbCdEf12.js:123:45)',
  'profile 5f3c9c1e-8a55-4a53-9c69-1a8f3f6a2f10',
])('what is no credential stays: %s', (text) => {
  expect(redact(text)).toBe(text);
});

test('redaction of a long hostile text takes time in proportion', () => {
  const text = 'aA1'.repeat(100_000) + ' token '.repeat(20_000) + '\\"'.repeat(50_000);
  const start = performance.now();
  redact(text);
  expect(performance.now() - start).toBeLessThan(2000);
});

test('lines go to the file from their level on, one entry a line, redacted, with the error behind the error', async () => {
  const folder = await tempFolder();
  const echoed: string[] = [];
  const log = createLog({ folder, clock, echo: (line) => echoed.push(line) });
  log.scope('sync').warn('refused\nforged line', new Error(`bad key ${AK}`, { cause: new Error('clock') }));
  log.debug('not wanted');
  log.info('done', { rows: 3 });
  const lines = (await readFile(path.join(folder, 'app.log'), 'utf8')).trimEnd().split('\n');
  expect(lines).toEqual(echoed);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(
    /^2026-10-08T02:03:04\.000Z warn \[sync\] refused \| forged line Error: bad key \[redacted\].*caused by Error: clock/,
  );
  expect(lines[1]).toBe('2026-10-08T02:03:04.000Z info done {"rows":3}');
});

test('a full file is followed by a new one, and the oldest goes', async () => {
  const folder = await tempFolder();
  const log = createLog({ folder, clock, echo: null, maxBytes: 500, files: 3 });
  for (let n = 0; n < 100; n += 1) log.info(`line ${n} ${'.'.repeat(50)}`);
  expect((await readdir(folder)).sort()).toEqual(['app.1.log', 'app.2.log', 'app.log']);
  for (const name of await readdir(folder)) expect((await stat(path.join(folder, name))).size).toBeLessThanOrEqual(500);
  expect(await readFile(path.join(folder, 'app.log'), 'utf8')).toContain('line 99');
});

test('a log that cannot be written stops nothing', () => {
  const log = createLog({ folder: '/dev/null/nowhere', clock, echo: null });
  expect(() => log.error('lost')).not.toThrow();
});

async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rd-log-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
