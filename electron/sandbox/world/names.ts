import { unitNameInEnglish } from '../lists/units';
import { scalarText, type Wire, type WireRecord } from '../wire';
import { SERVICES, regionByCode, resourceByCode, serviceByCode } from './catalogue';

/** Name field, the code it names, and how to find the English name. */
const NAMED: readonly (readonly [string, string, (code: string) => string | undefined])[] = [
  ['cloud_service_type_name', 'cloud_service_type', (code) => serviceByCode(code)?.en],
  ['service_type_name', 'service_type_code', (code) => serviceByCode(code)?.en],
  ['resource_type_name', 'resource_type_code', (code) => resourceByCode(code)?.en],
  ['region_name', 'region_code', (code) => regionByCode(code)?.en],
  ['name', 'resource_type_code', (code) => SERVICES.flatMap((s) => s.resources).find((r) => r.code === code)?.usageEn],
  ['measure_name', 'measure_id', unitNameInEnglish],
];

/** A record with its service, resource, region and usage names in English; all else as it was. */
export function english(record: WireRecord): WireRecord {
  const translated: Record<string, Wire | undefined> = { ...record };
  for (const [nameField, codeField, find] of NAMED) {
    const code = scalarText(record[codeField]);
    if (typeof record[nameField] !== 'string' || code === null) continue;
    translated[nameField] = find(code) ?? record[nameField];
  }
  // A service's resource types carry their names one level down.
  const inner = record['basic_info'];
  if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
    const resource = resourceByCode(scalarText((inner as WireRecord)['resource_type_code']) ?? '');
    if (resource) translated['basic_info'] = { ...(inner as WireRecord), name: resource.en, description: resource.en };
  }
  return translated;
}
