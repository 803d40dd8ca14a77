import type { Profile } from '../../shared/bridge/contract';
import type { SettingsStore } from '../profiles/profiles';

type Size = 'tiny' | 'small' | 'medium' | 'large';

/** The built-in profile of a sandbox world: one per site and size, because each is another account with other data. */
export function sandboxProfile(site: Profile['site'], size: Size): Profile {
  const name = site === 'cn' ? '示例数据（中国站）' : 'Sample data (International)';
  return {
    id: size === 'small' ? `sandbox-${site}` : `sandbox-${site}-${size}`,
    name: size === 'small' ? name : `${name} ${size}`,
    site,
    endpoint: { kind: 'sandbox', size },
  };
}

/** Offers the sample data of both sites on every machine. */
export async function provideSandboxes(settings: SettingsStore): Promise<void> {
  for (const site of ['cn', 'intl'] as const) await settings.ensureProfile(sandboxProfile(site, 'small'));
}
