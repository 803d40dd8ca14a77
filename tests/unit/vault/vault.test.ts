import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { masked, Vault, type SafeStorage, type VaultOptions } from '../../../electron/vault/vault';

const KEYS = { accessKey: 'HUAWEXAMPLE000007890', secretKey: 'a-secret-that-nobody-may-see' };

/** Seals by turning every byte over; enough to see that nothing readable is written. */
function storage(backend: string | null): SafeStorage {
  const flip = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff));
  return {
    isEncryptionAvailable: () => backend !== null,
    encryptString: (plain) => flip(Buffer.from(plain, 'utf8')),
    decryptString: (sealed) => flip(sealed).toString('utf8'),
    getSelectedStorageBackend: () => backend ?? 'unknown',
  };
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vault-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const vault = (backend: string | null, more: Partial<VaultOptions> = {}): Vault =>
  new Vault({ folder: path.join(folder, 'keys'), safeStorage: storage(backend), platform: 'linux', ...more });

describe('with a key store', () => {
  test('keys come back after a restart, and only a masked access key leaves', async () => {
    expect(await vault('gnome_libsecret').save('p-1', KEYS)).toEqual({
      present: true,
      masked: 'HUAW…7890',
      durable: true,
      sealedElsewhere: false,
      refused: null,
    });
    const again = vault('gnome_libsecret');
    expect(await again.status('p-1')).toEqual({ present: true, masked: 'HUAW…7890', durable: true, sealedElsewhere: false, refused: null });
    expect(await again.load('p-1')).toEqual(KEYS);
    expect(await again.load('p-2')).toBeNull();
  });

  test('the file is for its owner only, holds nothing readable and names the key store', async () => {
    await vault('gnome_libsecret').save('p-1', { ...KEYS, securityToken: 'token-text' });
    const file = path.join(folder, 'keys', 'p-1.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const text = await readFile(file, 'utf8');
    for (const secret of [KEYS.accessKey, KEYS.secretKey, 'token-text']) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(Buffer.from(secret).toString('base64').slice(0, 12));
    }
    expect(JSON.parse(text)).toMatchObject({ version: 1, backend: 'gnome_libsecret' });
  });

  test('clearing removes the file and the memory', async () => {
    const kept = vault('gnome_libsecret');
    await kept.save('p-1', KEYS);
    expect(await kept.clear('p-1')).toEqual({ present: false, masked: null, durable: true, sealedElsewhere: false, refused: null });
    expect(await kept.load('p-1')).toBeNull();
    expect(await readdir(path.join(folder, 'keys'))).toEqual([]);
  });

  test('a file sealed by another key store, or a damaged one, counts as no keys', async () => {
    await vault('gnome_libsecret').save('p-1', KEYS);
    expect(await vault('kwallet5').status('p-1')).toMatchObject({ present: false, sealedElsewhere: true });
    await writeFile(path.join(folder, 'keys', 'p-1.json'), '{"version":1,"backend":"gnome_libsecret","sealed":"AAAA"}');
    expect(await vault('gnome_libsecret').load('p-1')).toBeNull();
    await writeFile(path.join(folder, 'keys', 'p-1.json'), 'not JSON');
    expect(await vault('gnome_libsecret').load('p-1')).toBeNull();
  });

  test('keys that a gateway refused stay noted as such over a restart, until others are typed or they are taken', async () => {
    const at = '2026-11-20T01:02:03.000Z';
    await vault('gnome_libsecret').save('p-1', KEYS);
    await vault('gnome_libsecret').noteRefusal('p-1', at);
    const again = vault('gnome_libsecret');
    expect(await again.isRefused('p-1')).toBe(true);
    expect(await again.status('p-1')).toMatchObject({ present: true, masked: 'HUAW…7890', refused: at });
    expect(await again.load('p-1')).toEqual(KEYS);
    await again.noteRefusal('p-1', null);
    expect(await vault('gnome_libsecret').isRefused('p-1')).toBe(false);
    await again.noteRefusal('p-1', at);
    await again.save('p-1', { ...KEYS, secretKey: 'another' });
    expect(await vault('gnome_libsecret').isRefused('p-1')).toBe(false);
    // Without keys there is nothing to note.
    await again.noteRefusal('p-2', at);
    expect(await again.status('p-2')).toMatchObject({ present: false, refused: null });
  });

  test('a save and a clear at the same time end in the later one', async () => {
    const kept = vault('gnome_libsecret');
    await Promise.all([kept.save('p-1', KEYS), kept.clear('p-1')]);
    expect((await vault('gnome_libsecret').status('p-1')).present).toBe(false);
  });
});

describe('without a real key store', () => {
  for (const backend of [null, 'basic_text']) {
    test(`${backend ?? 'none'}: keys last for the session and touch no disk`, async () => {
      const session = vault(backend);
      expect(await session.save('p-1', KEYS)).toEqual({
        present: true,
        masked: 'HUAW…7890',
        durable: false,
        sealedElsewhere: false,
        refused: null,
      });
      expect(await session.load('p-1')).toEqual(KEYS);
      expect(await readdir(folder)).toEqual([]);
      expect((await vault(backend).status('p-1')).present).toBe(false);
    });
  }

  test('that they were refused lasts as long as they do', async () => {
    const session = vault(null);
    await session.save('p-1', KEYS);
    await session.noteRefusal('p-1', '2026-11-20T01:02:03.000Z');
    expect(await session.isRefused('p-1')).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });

  test('keys typed without a key store replace those that an earlier one sealed', async () => {
    await vault('gnome_libsecret').save('p-1', KEYS);
    await vault(null).save('p-1', { ...KEYS, accessKey: 'OTHEREXAMPLE00001234' });
    expect((await vault('gnome_libsecret').status('p-1')).present).toBe(false);
  });
});

test('keys of the environment win and are never stored', async () => {
  const environment = { RECONCILE_DESK_AK: 'ENVEXAMPLE0000000001', RECONCILE_DESK_SK: 'env-secret', RECONCILE_DESK_TOKEN: 'env-token' };
  const headless = vault('gnome_libsecret', { environment });
  expect(await headless.load('p-1')).toEqual({ accessKey: 'ENVEXAMPLE0000000001', secretKey: 'env-secret', securityToken: 'env-token' });
  await headless.noteRefusal('p-1', '2026-11-20T01:02:03.000Z');
  expect(await headless.isRefused('p-1')).toBe(false);
  expect(await readdir(folder)).toEqual([]);
});

test('a profile name that climbs out of the folder is refused', async () => {
  await expect(vault('gnome_libsecret').save('../p', KEYS)).rejects.toThrow(RangeError);
});

test('a key too short to hide anything shows nothing', () => {
  expect(masked('SHORTKEY')).toBe('…');
});
