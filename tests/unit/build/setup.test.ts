import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from '../../../build/setup/lock.mjs';
import { sentence, stepPrinter } from '../../../build/setup/steps.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rd-setup-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('a set-up lock', () => {
  it('lets one work at a time', async () => {
    let inside = 0;
    let most = 0;
    const work = () =>
      withLock(path.join(folder, 'a.lock'), async () => {
        inside += 1;
        most = Math.max(most, inside);
        await wait(20);
        inside -= 1;
      });
    await Promise.all([work(), work(), work()]);
    expect(most).toBe(1);
    expect(fs.readdirSync(folder)).toEqual([]);
  });
  it('is taken over from a process that no longer lives', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    fs.writeFileSync(path.join(folder, 'a.lock'), JSON.stringify({ pid: gone, host: os.hostname() }));
    expect(await withLock(path.join(folder, 'a.lock'), () => 'done')).toBe('done');
  });
  it('is given back when the work fails', async () => {
    const broken = () => withLock(path.join(folder, 'a.lock'), () => Promise.reject(new Error('broken')));
    await expect(broken()).rejects.toThrow('broken');
    await expect(broken()).rejects.toThrow('broken');
  });
});

describe('what a command says', () => {
  it('leaves out what had nothing to do when quiet', async () => {
    const lines: string[] = [];
    const steps = stepPrinter({ stream: { write: (line: string) => lines.push(line) }, quiet: true } as never);
    await steps.step('Idle', () => ({ outcome: 'nothing changed', idle: true }));
    await steps.step('Busy', () => 'done');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('Busy');
  });
  it('is one sentence for any error', () => {
    expect(sentence(new Error('It broke\n    at somewhere (file.js:1:1)'))).toBe('It broke.');
  });
});

it.each(['start.mjs', 'test.mjs'])('an old Node is refused by %s in one sentence, with exit code 2', (command) => {
  const program = pathToFileURL(path.join(root, 'build', command)).href;
  const pretend = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } });";
  const { status, stderr, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', `${pretend} await import('${program}');`], {
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^Reconcile Desk needs Node 20\.19\.0 or newer; this is Node 18\.20\.4\. .*\n$/);
});
