import type { Profile } from '../../shared/bridge/contract';
import type { Backups } from '../backup/backups';
import { BridgeError, type Handlers } from '../bridge/serve';
import { checkedOrigin, HostRefusedError } from '../sync/hosts';
import { checkKeys } from '../sync/key-check';
import { sessionTransport } from '../sync/session-transport';
import type { Workspace } from '../workspace/workspace';

type ProfileCommands = Pick<
  Handlers,
  | 'profilesList'
  | 'profileAdd'
  | 'profileOpen'
  | 'profileDelete'
  | 'keysStatus'
  | 'keysSet'
  | 'keysCheck'
  | 'keysClear'
  | 'proxyAsked'
  | 'proxyAnswer'
  | 'proxyRetry'
>;

/** Profiles and their keys. The keys go in and never come out; what comes out is masked. */
export function profileCommands({
  workspace,
  backups,
  offline,
}: {
  readonly workspace: Workspace;
  readonly backups: Pick<Backups, 'isReading'>;
  readonly offline: boolean;
}): ProfileCommands {
  const profileOf = (id: string): Profile => {
    const profile = workspace.profile(id);
    if (profile === null) throw new BridgeError<'keysStatus'>('no-such-profile');
    return profile;
  };
  return {
    profilesList: () => ({ profiles: [...workspace.profiles()], current: workspace.currentId() }),
    profileAdd: async ({ name, site, endpoint }) => {
      if (endpoint.kind === 'custom') {
        try {
          checkedOrigin(endpoint.url);
        } catch (error) {
          throw new BridgeError<'profileAdd'>('bad-endpoint', error instanceof HostRefusedError ? error.reason : null);
        }
      }
      return workspace.addProfile({ name, site, endpoint }).catch(notSaved);
    },
    profileOpen: async ({ id }) => {
      const profile = profileOf(id);
      await workspace.open(profile.id);
      return profile;
    },
    profileDelete: async ({ id }) => {
      // Half of what it was to hold would be gone under it.
      if (backups.isReading(id)) throw new BridgeError<'profileDelete'>('busy');
      await workspace.remove(profileOf(id).id).catch(notSaved);
      return null;
    },
    keysStatus: ({ profile }) => workspace.vault.status(profileOf(profile).id),
    keysSet: async ({ profile, accessKey, secretKey, securityToken }) =>
      workspace.vault.save(profileOf(profile).id, { accessKey, secretKey, ...(securityToken ? { securityToken } : {}) }).catch(notSaved),
    keysCheck: async ({ profile: id }) => {
      const profile = profileOf(id);
      if (offline) throw new BridgeError<'keysCheck'>('offline');
      const credentials = await workspace.vault.load(profile.id);
      if (credentials === null) throw new BridgeError<'keysCheck'>('no-keys');
      const { origin } = await workspace.endpoint(profile);
      const verdict = await checkKeys({
        credentials,
        endpoint: origin,
        allowOtherHost: profile.endpoint.kind === 'custom',
        // A yes or no comes at once or not at all: a proxy that wants a password is answered when there is something to wait for.
        transport: sessionTransport(profile.id, { ask: () => Promise.resolve(null), rounds: 0 }),
      });
      // What says nothing about the keys leaves the word of before.
      if (verdict.failure === 'credentials') await workspace.vault.noteRefusal(profile.id, new Date().toISOString()).catch(() => undefined);
      else if (verdict.failure === null) await workspace.vault.noteRefusal(profile.id, null).catch(() => undefined);
      return verdict;
    },
    proxyAsked: () => workspace.proxy.asked,
    proxyAnswer: ({ answer }) => {
      workspace.proxy.answer(answer);
      return null;
    },
    proxyRetry: () => {
      workspace.proxy.retry();
      return null;
    },
    keysClear: ({ profile }) => workspace.vault.clear(profileOf(profile).id).catch(notSaved),
  };
}

function notSaved(): never {
  throw new BridgeError<'settingsSet'>('not-saved');
}
