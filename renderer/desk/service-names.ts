/** Names of services in both languages, gathered from what the partner API said in either. */
import type { ServiceRow } from '../store/schema';
import type { ServiceType } from '../../shared/ledger/services';
import type { SliceKey } from '../../shared/sync/slices';
import type { DeskCore } from './core';
import { eachRecord } from './published';

const CHINESE = /\p{Script=Han}/u;

/** Collects names; the list of service types, which says its language, has the last word. */
export class ServiceBook {
  private readonly found = new Map<string, ServiceRow>();

  /** A name that stands beside a code in a bill: it does not say its language, its script does. */
  seen(code: string | null, name: string | null): void {
    const row = this.row(code);
    if (!row || name === null) return;
    const language = CHINESE.test(name) ? 'zh' : 'en';
    if (row[language] === '') row[language] = name;
  }

  listed(code: string | null, name: string | null, language: SliceKey['language']): void {
    const row = this.row(code);
    if (row && name !== null) row[language === 'en_US' ? 'en' : 'zh'] = name;
  }

  rows(): ServiceRow[] {
    return [...this.found.values()];
  }

  private row(code: string | null): ServiceRow | null {
    if (code === null) return null;
    let row = this.found.get(code);
    if (!row) this.found.set(code, (row = { code, zh: '', en: '' }));
    return row;
  }
}

/** What a ledger may call a service: its names in both languages and its abbreviation. */
export async function ledgerServices(core: DeskCore): Promise<ServiceType[]> {
  const types: ServiceType[] = (await core.store.services.toArray()).flatMap(({ code, zh, en }) => [
    { code, name: zh },
    { code, name: en },
  ]);
  await eachRecord(core, 'service-types', (one) => {
    const code = one.text('service_type_code');
    if (code !== null) types.push({ code, name: one.text('service_type_name'), abbreviation: one.text('abbreviation') });
  });
  return types;
}
