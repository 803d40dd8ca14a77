import { describe, expect, it } from 'vitest';
import { checkedOrigin, HostRefusedError } from '../../../electron/sync/hosts';
import { ended } from '../../../renderer/app/activity/work';
import { faultText } from '../../../renderer/app/faults';
import { wordsIn } from '../help/support';

const REFUSED = ['nowhere', 'http://example.com', 'https://example.com', 'https://bss.myhuaweicloud.com/v2'];

function reasonOf(address: string): string {
  try {
    checkedOrigin(address);
  } catch (error) {
    if (error instanceof HostRefusedError) return error.reason;
  }
  throw new Error(`${address} was taken`);
}

describe.each(['zh', 'en'] as const)('%s: what went wrong', (language) => {
  it.each(REFUSED)('an address that is refused (%s) says what is wrong with it, and no code', async (address) => {
    const t = await wordsIn(language);
    const detail = reasonOf(address);
    const said = faultText(t, { code: 'bad-endpoint', detail });
    expect(said).not.toBe(faultText(t, { code: 'bad-endpoint', detail: null }));
    expect(said).not.toContain(detail);
  });

  it('a sync that ended early says why', async () => {
    const t = await wordsIn(language);
    const said = faultText(t, ended({ stopped: 'network' }).fault);
    expect(said).toContain(t('faults.failure.network.happened'));
    expect(said).toContain(t('faults.desk.sync-stopped'));
    expect(faultText(t, { code: 'sync-stopped', detail: 'offline' })).toBe(t('faults.detail.offline'));
  });

  it('a place is said in words; what only a supporter understands is called so', async () => {
    const t = await wordsIn(language);
    const of = (detail: string): string => faultText(t, { code: 'store-lost', detail });
    expect(of('fee-records 2026-10')).toContain(t('faults.place', { detail: `${t('codes.source.fee-records')} 2026-10` }));
    expect(of('2026-10')).toContain(t('faults.place', { detail: '2026-10' }));
    expect(of('archive digest')).toContain(t('faults.forSupport', { detail: 'archive digest' }));
    expect(faultText(t, { code: 'not-signed', detail: '2026-09' }).match(/2026-09/g)).toHaveLength(1);
  });
});
