import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { setFolderAside } from '../../../electron/profiles/folders';
import { openSettings, profileFolders } from '../../../electron/profiles/profiles';

const clock = (): Date => new Date('2026-10-08T02:03:04.000Z');
const OFFICIAL = { name: '华北合作伙伴', site: 'cn', endpoint: { kind: 'official' } } as const;

test('a first start has no profiles, follows the system and writes nothing', async () => {
  const userData = await tempFolder();
  const store = await openSettings(userData, { clock });
  expect(store.report).toEqual({ state: 'new', keptAs: null, recovered: 0 });
  expect(store.settings).toEqual({
    profiles: [],
    current: null,
    app: {
      language: null,
      theme: 'system',
      userName: '',
      users: [],
      exportTemplates: [],
      statementBrand: null,
      dailySync: null,
      paces: {},
    },
  });
  expect(await readdir(userData)).toEqual([]);
});

test('profiles, the current one and settings come back after a restart', async () => {
  const userData = await tempFolder();
  const store = await openSettings(userData, { clock });
  const real = await store.addProfile(OFFICIAL);
  const sample = await store.ensureProfile({
    id: 'sandbox-intl',
    name: 'Sample',
    site: 'intl',
    endpoint: { kind: 'sandbox', size: 'tiny' },
  });
  await store.setCurrent(real.id);
  await Promise.all([store.setApp({ language: 'zh', theme: undefined }), store.setApp({ userName: '示例用户' })]);
  const again = await openSettings(userData, { clock });
  expect(again.report.state).toBe('fine');
  expect(again.settings).toEqual(store.settings);
  expect(again.current()).toEqual(real);
  expect(again.settings.app).toEqual({
    language: 'zh',
    theme: 'system',
    userName: '示例用户',
    users: [],
    exportTemplates: [],
    statementBrand: null,
    dailySync: null,
    paces: {},
  });
  expect(real.id).toMatch(/^[0-9a-f-]{36}$/);
  expect(sample.id).toBe('sandbox-intl');
  await again.ensureProfile({ ...sample, name: 'Other' });
  expect(again.settings.profiles).toHaveLength(2);
  expect(again.profile('sandbox-intl')).toEqual(sample);
  expect(await again.changeProfile(real.id, { name: 'B' })).toMatchObject({ ...real, name: 'B' });
});

test('what does not fit is refused and changes nothing', async () => {
  const store = await openSettings(await tempFolder(), { clock });
  await expect(store.addProfile({ ...OFFICIAL, name: '' })).rejects.toMatchObject({ code: 'invalid' });
  await expect(store.setCurrent('nobody')).rejects.toMatchObject({ code: 'no-such-profile' });
  await expect(store.changeProfile('nobody', { name: 'x' })).rejects.toMatchObject({ code: 'no-such-profile' });
  expect(store.settings.profiles).toEqual([]);
});

test.each(['{"version":1,', '', '[]', '{"version":1,"profiles":"none"}', '\0\0\0'])(
  'a damaged file (%j) is kept aside and the profiles are found again by their folders',
  async (damage) => {
    const userData = await tempFolder();
    const store = await openSettings(userData, { clock });
    const profile = await store.addProfile(OFFICIAL);
    await mkdir(path.join(userData, 'profiles', 'no-note'));
    await writeFile(path.join(userData, 'settings.json'), damage);
    const again = await openSettings(userData, { clock });
    expect(again.report).toEqual({ state: 'damaged', keptAs: 'settings.damaged-2026-10-08T020304.json', recovered: 1 });
    expect(await readFile(path.join(userData, 'settings.damaged-2026-10-08T020304.json'), 'utf8')).toBe(damage);
    expect(again.settings.profiles).toEqual([profile]);
    expect(again.settings.current).toBeNull();
    await writeFile(path.join(userData, 'settings.json'), damage);
    expect((await openSettings(userData, { clock })).report.keptAs).toBe('settings.damaged-2026-10-08T020304-2.json');
  },
);

test('a file that is gone while profiles have data is told as lost, not as a first start', async () => {
  const userData = await tempFolder();
  const profile = await (await openSettings(userData, { clock })).addProfile(OFFICIAL);
  await rm(path.join(userData, 'settings.json'));
  const store = await openSettings(userData, { clock });
  expect(store.report).toEqual({ state: 'lost', keptAs: null, recovered: 1 });
  expect(store.settings.profiles).toEqual([profile]);
});

test('settings of a newer version are refused and left untouched', async () => {
  const userData = await tempFolder();
  const text = '{"version":2,"profiles":{}}';
  await writeFile(path.join(userData, 'settings.json'), text);
  await expect(openSettings(userData, { clock })).rejects.toMatchObject({ code: 'newer-version' });
  expect(await readFile(path.join(userData, 'settings.json'), 'utf8')).toBe(text);
  expect(await readdir(userData)).toEqual(['settings.json']);
});

test('a change that cannot be written is told and is not shown as made', async () => {
  const userData = await tempFolder();
  const store = await openSettings(userData, { clock });
  await mkdir(path.join(userData, 'settings.json', 'in the way'), { recursive: true });
  await expect(store.setApp({ theme: 'dark' })).rejects.toMatchObject({ name: 'SettingsError', code: 'other' });
  expect(store.settings.app.theme).toBe('system');
});

test('a deletion killed between folder and list is finished at the next start: no profile without anything in it is listed', async () => {
  const userData = await tempFolder();
  const store = await openSettings(userData, { clock });
  const kept = await store.addProfile(OFFICIAL);
  const gone = await store.addProfile({ ...OFFICIAL, name: 'gone' });
  await store.setCurrent(gone.id);
  await setFolderAside(userData, gone.id);
  const again = await openSettings(userData, { clock });
  expect(again.settings).toMatchObject({ profiles: [kept], current: null });
  expect(await readdir(path.join(userData, 'profiles'))).toEqual([kept.id]);
  expect((await openSettings(userData, { clock })).settings.profiles).toEqual([kept]);
});

test('a profile has its folders below its id, and an id names no other folder', () => {
  expect(profileFolders('/u', 'sandbox-cn')).toEqual({
    root: '/u/profiles/sandbox-cn',
    journal: '/u/profiles/sandbox-cn/journal',
    archives: '/u/profiles/sandbox-cn/archives',
  });
  for (const id of ['..', '../x', 'a/b', '', 'A']) expect(() => profileFolders('/u', id)).toThrow(RangeError);
});

async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rd-settings-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
