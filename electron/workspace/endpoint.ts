import type { Profile } from '../../shared/bridge/contract';
import type { Sandbox, SandboxOptions } from '../sandbox/server';
import { checkedOrigin, OFFICIAL_ORIGINS } from '../sync/hosts';

/** Keys as the sync client takes them; they never leave the main process. */
export interface Credentials {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly securityToken?: string;
}

/** Where a profile's calls go, and with which keys when the place itself names them. */
export interface Endpoint {
  readonly origin: string;
  readonly credentials: Credentials | null;
  /** The date the place believes, when it is not the clock's. */
  readonly today: string | null;
}

/**
 * The sandboxes of this run, started when a sandbox profile first needs one: opening cached data needs none. One at a time per profile.
 */
export class SandboxPool {
  private readonly running = new Map<string, Promise<Sandbox>>();

  /** @param start injected so that the app without sandbox profiles loads none of its code */
  constructor(
    private readonly start: (options: SandboxOptions) => Promise<Sandbox>,
    private readonly rate: number | 'off' | null,
    private readonly today: string | null,
    private readonly faults: SandboxOptions['faults'] = undefined,
  ) {}

  async of(profile: Profile): Promise<Sandbox> {
    if (profile.endpoint.kind !== 'sandbox') throw new Error('not a sandbox profile');
    const known = this.running.get(profile.id);
    if (known) return known;
    const { size } = profile.endpoint;
    const starting = this.start({
      site: profile.site,
      size,
      ...(this.rate === null ? {} : { rate: this.rate }),
      ...(this.today === null ? {} : { today: this.today }),
      ...(this.faults === undefined ? {} : { faults: this.faults }),
    });
    this.running.set(profile.id, starting);
    starting.catch(() => this.running.delete(profile.id));
    return starting;
  }

  async close(): Promise<void> {
    const all = [...this.running.values()];
    this.running.clear();
    await Promise.allSettled(all.map(async (sandbox) => (await sandbox).close()));
  }
}

/** The profile works from exported files alone: there is no place to call. */
export class NoGatewayError extends Error {
  constructor() {
    super('this profile works from files alone');
    this.name = 'NoGatewayError';
  }
}

/** @throws HostRefusedError for an address that signed calls may not go to, NoGatewayError for a profile of files */
export async function endpointOf(profile: Profile, pool: SandboxPool): Promise<Endpoint> {
  switch (profile.endpoint.kind) {
    case 'official':
      return { origin: OFFICIAL_ORIGINS[profile.site], credentials: null, today: null };
    case 'custom':
      return { origin: checkedOrigin(profile.endpoint.url, { allowOther: true }), credentials: null, today: null };
    case 'files':
      throw new NoGatewayError();
    case 'sandbox': {
      const sandbox = await pool.of(profile);
      return { origin: sandbox.url, credentials: { accessKey: sandbox.ak, secretKey: sandbox.sk }, today: sandbox.today };
    }
  }
}
