import type { CommandLine } from '../cli/options';
import { HostRefusedError } from '../sync/hosts';
import { runSync } from '../sync/run';
import { systemConnection } from '../sync/system-connection';
import { sessionTransport } from '../sync/session-transport';
import { NoGatewayError } from '../workspace/endpoint';
import type { Workspace } from '../workspace/workspace';
import { requireOpen } from './journal-handlers';
import { LinkError, type LinkHandlers } from './link-host';

/** A script must end; a person who watches can cancel. */
const HEADLESS_PATIENCE_MS = 10 * 60_000;

/**
 * Runs syncs for the desk worker, one at a time. Keys are read here and go no further; the worker gets pages only.
 * @param options the command line: what it says of date, rate and being offline holds for every run
 */
export function syncHandlers(
  workspace: Workspace,
  options: Pick<CommandLine, 'rate' | 'today' | 'offline' | 'endpoint' | 'headless'>,
): Pick<LinkHandlers, 'syncRun'> {
  let running = false;
  return {
    syncRun: async ({ request: asked, checkpoints, doneSlices, settled }, { emit, signal }) => {
      const { profile } = requireOpen(workspace);
      const { groups, customers, ...request } = asked;
      if (running) throw new LinkError('already-running');
      if (options.offline) throw new LinkError('offline');
      running = true;
      try {
        const endpoint = await workspace.endpoint(profile);
        const credentials = endpoint.credentials ?? (await workspace.vault.load(profile.id));
        if (credentials === null) throw new LinkError('no-credentials');
        return await runSync({
          request: {
            ...request,
            ...(groups === undefined ? {} : { groups }),
            ...(customers === undefined ? {} : { customers }),
            site: profile.site,
            today: options.today ?? endpoint.today ?? request.today,
          },
          resume: { checkpoints, doneSlices },
          settled,
          credentials,
          endpoint: endpoint.origin,
          allowOtherHost: profile.endpoint.kind === 'custom',
          paces: workspace.settings().paces,
          transport: sessionTransport(profile.id, workspace.proxy.ask),
          connection: systemConnection,
          ...(options.headless ? { patienceMs: HEADLESS_PATIENCE_MS } : {}),
          emit,
          signal,
          ...(options.rate === null ? {} : { rate: options.rate }),
        });
      } catch (error) {
        if (error instanceof NoGatewayError) throw new LinkError('no-gateway');
        if (error instanceof HostRefusedError) throw new LinkError('bad-endpoint', error.reason);
        throw error;
      } finally {
        running = false;
      }
    },
  };
}
