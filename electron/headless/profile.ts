import { sha256Hex } from '../../shared/digest';
import type { Profile } from '../../shared/bridge/contract';
import { UsageError, type CommandLine } from '../cli/options';
import { checkedOrigin, HostRefusedError } from '../sync/hosts';
import type { SettingsStore } from '../profiles/profiles';
import { sandboxProfile } from '../workspace/sandbox-profiles';

/**
 * The profile a headless run works on: the sandbox of the size asked for, the gateway named by `--endpoint` (one profile per address and
 * site, so that what is cached stays apart), the one of `--files` that has no gateway, or the one opened last.
 * @throws UsageError
 */
export async function headlessProfile(options: CommandLine, settings: SettingsStore): Promise<Profile> {
  if (options.sandbox !== null) return settings.ensureProfile(sandboxProfile(options.site, options.sandbox));
  if (options.endpoint !== null) {
    let url: string;
    try {
      url = checkedOrigin(options.endpoint, { allowOther: true });
    } catch (error) {
      const why = error instanceof HostRefusedError ? error.reason : 'not-an-address';
      throw new UsageError(`--endpoint ${options.endpoint} is refused (${why}): it takes https, or http on loopback.`);
    }
    const id = `endpoint-${options.site}-${sha256Hex(url).slice(0, 12)}`;
    return settings.ensureProfile({ id, name: url.slice(0, 80), site: options.site, endpoint: { kind: 'custom', url } });
  }
  if (options.files) return settings.ensureProfile(filesProfile(options.site));
  const current = settings.current();
  if (!current) throw new UsageError('--headless needs --sandbox, --endpoint URL or --files, or a data folder that was opened before.');
  return current;
}

/** One per site: what is imported into it stays, and the next run adds to it. */
function filesProfile(site: Profile['site']): Profile {
  return {
    id: `files-${site}`,
    name: site === 'cn' ? '文件对账（中国站）' : 'From files (International)',
    site,
    endpoint: { kind: 'files' },
  };
}
