import type { SliceFailure } from '../../shared/sync/failures';
import type { CommandLine } from '../cli/options';
import type { Connection } from '../sync/away';
import { HostRefusedError } from '../sync/hosts';
import { checkPermissions } from '../sync/permission-check';
import { runSync, type SyncOptions } from '../sync/run';
import { systemConnection } from '../sync/system-connection';
import { sessionTransport } from '../sync/session-transport';
import { NoGatewayError } from '../workspace/endpoint';
import type { ProxyDesk } from '../workspace/proxy-desk';
import type { Workspace } from '../workspace/workspace';
import { requireOpen } from './journal-handlers';
import { LinkError, type LinkHandlers } from './link-host';

/** A script must end; a person who watches can cancel. */
const HEADLESS_PATIENCE_MS = 10 * 60_000;

/**
 * Runs syncs and permission checks for the desk worker, one at a time. Keys are read here and go no further; the worker gets pages only.
 * @param options the command line: what it says of date, rate and being offline holds for every run
 */
export function syncHandlers(
  workspace: Workspace,
  options: Pick<CommandLine, 'rate' | 'today' | 'offline' | 'endpoint' | 'headless'>,
): Pick<LinkHandlers, 'syncRun' | 'permissionCheck'> {
  let running = false;
  /** Calls with the open profile's keys, one kind of work at a time: each interface is paced by one pacer only. */
  const calling = async <T extends { readonly stopped: SliceFailure | null }>(work: (place: Place) => Promise<T>): Promise<T> => {
    const { profile } = requireOpen(workspace);
    if (running) throw new LinkError('already-running');
    if (options.offline) throw new LinkError('offline');
    running = true;
    try {
      const endpoint = await workspace.endpoint(profile);
      const credentials = endpoint.credentials ?? (await workspace.vault.load(profile.id));
      if (credentials === null) throw new LinkError('no-credentials');
      // Failed signatures are counted by the gateway: keys it refused are not tried by themselves.
      if (endpoint.credentials === null && (await workspace.vault.isRefused(profile.id))) throw new LinkError('keys-refused');
      const result = await work({
        site: profile.site,
        today: options.today ?? endpoint.today,
        calls: {
          credentials,
          endpoint: endpoint.origin,
          allowOtherHost: profile.endpoint.kind === 'custom',
          paces: workspace.settings().paces,
          transport: sessionTransport(profile.id, workspace.proxy),
          ...(options.rate === null ? {} : { rate: options.rate }),
        },
      });
      if (endpoint.credentials === null) await noteVerdict(workspace, profile.id, result.stopped);
      return result;
    } catch (error) {
      if (error instanceof NoGatewayError) throw new LinkError('no-gateway');
      if (error instanceof HostRefusedError) throw new LinkError('bad-endpoint', error.reason);
      throw error;
    } finally {
      running = false;
    }
  };
  return {
    syncRun: ({ request: asked, checkpoints, doneSlices, settled, again, empty }, { emit, signal }) =>
      calling(({ site, today, calls }) => {
        const { groups, customers, ...request } = asked;
        return runSync({
          request: {
            ...request,
            ...(groups === undefined ? {} : { groups }),
            ...(customers === undefined ? {} : { customers }),
            site,
            today: today ?? request.today,
          },
          resume: { checkpoints, doneSlices },
          settled,
          looked: { again, empty },
          ...calls,
          connection: withProxy(systemConnection, workspace.proxy),
          ...(options.headless ? { patienceMs: HEADLESS_PATIENCE_MS } : {}),
          emit,
          signal,
        });
      }),
    permissionCheck: ({ only, ...asked }, { emit, signal }) =>
      calling(({ site, today, calls }) =>
        checkPermissions({
          ...asked,
          ...(only === undefined ? {} : { only }),
          site,
          today: today ?? asked.today,
          ...calls,
          onProgress: emit,
          signal,
        }),
      ),
  };
}

/** That it cannot be noted takes nothing from what was read. */
async function noteVerdict(workspace: Workspace, profile: string, stopped: SliceFailure | null): Promise<void> {
  if (stopped === 'credentials') await workspace.vault.noteRefusal(profile, new Date().toISOString()).catch(() => undefined);
}

/** What waits for a proxy goes on at once when a person wants to sign in after all. */
function withProxy(connection: Connection, proxy: ProxyDesk): Connection {
  return {
    online: () => connection.online(),
    watch: (listener) => {
      const stop = connection.watch(listener);
      const forget = proxy.onRetry(() => listener('online'));
      return () => {
        stop();
        forget();
      };
    },
  };
}

/** What calls of the open profile need. */
interface Place {
  readonly site: SyncOptions['request']['site'];
  /** The date that wins over the asker's. */
  readonly today: string | null;
  readonly calls: Pick<SyncOptions, 'credentials' | 'endpoint' | 'transport'> & Pick<SyncOptions, 'allowOtherHost' | 'paces' | 'rate'>;
}
