/**
 * Access keys, kept by the operating system's key store through safeStorage: one file per profile with nothing readable in it. Without a
 * real key store (none, or Linux' `basic_text`, which is a fixed password) keys live in memory until the app ends, and the status says so.
 * Only a masked access key ever leaves the main process.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { KeyStatus } from '../../shared/bridge/contract';
import { writeFileAtomic } from '../files/atomic-write';
import { errnoOf } from '../files/file-error';
import type { Credentials } from '../sync/signer';
import { readBlob, sealedBlob } from './blob';

/** What of Electron's safeStorage is used; injected, so that tests run in Node. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  encryptString(plain: string): Buffer;
  decryptString(encrypted: Buffer): string;
  /** Linux only. */
  getSelectedStorageBackend?(): string;
}

export interface VaultOptions {
  /** Folder of the key files; made when first needed. */
  readonly folder: string;
  readonly safeStorage: SafeStorage;
  /** Where a run without a window finds RECONCILE_DESK_AK, _SK and _TOKEN; empty for the window. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
}

const PROFILE = /^[a-z0-9-]{1,64}$/;
/** Key stores that protect nothing. */
const WORTHLESS = new Set(['basic_text', 'unknown']);

export class Vault {
  private readonly session = new Map<string, Credentials>();
  /** When a gateway refused the keys of a profile; absent while it is not known here. */
  private readonly refusals = new Map<string, string | null>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: VaultOptions) {}

  /**
   * Keeps the keys of a profile. Where they cannot be kept on disk safely they stay in memory only (`durable: false`).
   * @throws FileError when the file cannot be written; the keys then hold for this session
   */
  save(profile: string, credentials: Credentials): Promise<KeyStatus> {
    return this.inTurn(async () => {
      const file = this.file(profile);
      this.session.set(profile, { ...credentials });
      this.refusals.set(profile, null);
      const backend = this.backend();
      if (backend === null) {
        // An older file would come back at the next start and contradict what was typed last.
        await rm(file, { force: true });
      } else {
        await mkdir(this.options.folder, { recursive: true, mode: 0o700 });
        const sealed = this.options.safeStorage.encryptString(JSON.stringify(credentials));
        await writeFileAtomic(file, sealedBlob({ backend, sealed, refused: null }), { mode: 0o600 });
      }
      return this.statusOf(credentials, null);
    });
  }

  /** The keys to sign with: those of the environment first, never stored; null when there are none or the file cannot be opened. */
  async load(profile: string): Promise<Credentials | null> {
    return this.fromEnvironment() ?? (await this.inTurn(() => this.kept(profile)));
  }

  /** @throws FileError or a system error when the file cannot be removed */
  clear(profile: string): Promise<KeyStatus> {
    return this.inTurn(async () => {
      this.session.delete(profile);
      this.refusals.delete(profile);
      await rm(this.file(profile), { force: true });
      return this.statusOf(null, null);
    });
  }

  /**
   * Notes that a gateway refused the kept keys, or (null) that it took them. Keys of the environment are not kept, so nothing is noted of them.
   * @throws FileError when the note cannot be written; it then holds for this session
   */
  noteRefusal(profile: string, at: string | null): Promise<void> {
    return this.inTurn(async () => {
      if (this.fromEnvironment() !== null || (await this.kept(profile)) === null || this.refusals.get(profile) === at) return;
      this.refusals.set(profile, at);
      const blob = readBlob((await this.sealed(profile)) ?? '');
      if (blob !== null) await writeFileAtomic(this.file(profile), sealedBlob({ ...blob, refused: at }), { mode: 0o600 });
    });
  }

  /** Whether a gateway refused the keys that would be signed with; nobody calls with them again by itself. */
  async isRefused(profile: string): Promise<boolean> {
    if (this.fromEnvironment() !== null) return false;
    return (await this.status(profile)).refused !== null;
  }

  /** What the screen may know of a profile's keys. */
  async status(profile: string): Promise<KeyStatus> {
    return this.inTurn(async () => {
      const credentials = await this.kept(profile);
      const refused = credentials === null ? null : (this.refusals.get(profile) ?? null);
      return this.statusOf(credentials, refused, credentials === null && (await this.sealed(profile)) !== null);
    });
  }

  private statusOf(credentials: Credentials | null, refused: string | null, sealedElsewhere = false): KeyStatus {
    return {
      refused,
      sealedElsewhere,
      present: credentials !== null,
      masked: credentials === null ? null : masked(credentials.accessKey),
      durable: this.backend() !== null,
    };
  }

  private async kept(profile: string): Promise<Credentials | null> {
    const inMemory = this.session.get(profile);
    if (inMemory) return inMemory;
    const text = await this.sealed(profile);
    if (text === null) return null;
    const backend = this.backend();
    const blob = readBlob(text);
    // Sealed by another key store (a copied folder, another desktop): it cannot be opened here, and the keys have to be typed again.
    if (backend === null || blob === null || blob.backend !== backend) return null;
    const credentials = this.unsealed(blob.sealed);
    if (credentials) {
      this.session.set(profile, credentials);
      this.refusals.set(profile, blob.refused);
    }
    return credentials;
  }

  /** The key file as it is, null when there is none. */
  private async sealed(profile: string): Promise<string | null> {
    try {
      return await readFile(this.file(profile), 'utf8');
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  private unsealed(sealed: Buffer): Credentials | null {
    try {
      return asCredentials(JSON.parse(this.options.safeStorage.decryptString(sealed)));
    } catch {
      // The system's key changed or the file is damaged; what failed is not worth a word that could hold a key.
      return null;
    }
  }

  private fromEnvironment(): Credentials | null {
    const {
      RECONCILE_DESK_AK: accessKey,
      RECONCILE_DESK_SK: secretKey,
      RECONCILE_DESK_TOKEN: securityToken,
    } = this.options.environment ?? {};
    if (!accessKey || !secretKey) return null;
    return { accessKey, secretKey, ...(securityToken ? { securityToken } : {}) };
  }

  /** Name of the key store in use, null when there is none worth the name. */
  private backend(): string | null {
    const { safeStorage, platform = process.platform } = this.options;
    if (!safeStorage.isEncryptionAvailable()) return null;
    if (platform === 'darwin') return 'keychain';
    if (platform === 'win32') return 'dpapi';
    const selected = safeStorage.getSelectedStorageBackend?.() ?? 'unknown';
    return WORTHLESS.has(selected) ? null : selected;
  }

  private file(profile: string): string {
    if (!PROFILE.test(profile)) throw new RangeError('not a profile ID');
    return path.join(this.options.folder, `${profile}.json`);
  }

  /** One at a time, so that a save and a clear never cross. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.turn.then(work);
    this.turn = next.catch(() => undefined);
    return next;
  }
}

/** `HUAW…7890`; a key too short to hide anything shows nothing. */
export function masked(accessKey: string): string {
  return accessKey.length < 12 ? '…' : `${accessKey.slice(0, 4)}…${accessKey.slice(-4)}`;
}

function asCredentials(value: unknown): Credentials | null {
  if (typeof value !== 'object' || value === null) return null;
  const { accessKey, secretKey, securityToken } = value as Record<string, unknown>;
  if (typeof accessKey !== 'string' || typeof secretKey !== 'string') return null;
  return { accessKey, secretKey, ...(typeof securityToken === 'string' ? { securityToken } : {}) };
}
