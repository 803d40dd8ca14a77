/** What a record needs beyond its cells, source by source. */
import type { SourceId } from '../api/sources';
import { sha256Hex } from '../digest';
import type { FaultOf, KnownCells, Values } from './known-cells';

interface Row {
  readonly customer: string | null;
  readonly period: string | null;
  readonly known: KnownCells;
  readonly fault: FaultOf;
}

/** Adds to a row's values what its record needs; what is missing and cannot be made is reported as a fault. */
export function completeRecord(source: SourceId, values: Map<string, string | null>, row: Row): void {
  values.set('customer_id', row.customer);
  values.set('bill_cycle', row.period);
  switch (source) {
    case 'bill-lines':
      return billLine(values, row);
    case 'fee-records':
      return feeRecord(values, row);
    case 'movements':
      return movement(values, row);
    case 'adjust-records':
      if (row.customer === null) row.fault(nameColumn(row.known), 'no-customer');
      return;
    default:
      return;
  }
}

const nameColumn = (known: KnownCells): number => Math.max(known.at('customer_id'), known.at('account_name'));

function billLine(values: Map<string, string | null>, { customer, known, fault }: Row): void {
  if (customer === null) fault(nameColumn(known), 'no-customer');
  values.set('cloud_service_type', service(values, 'cloud_service_type', 'cloud_service_type_name', known));
  if (known.at('bill_type') < 0) {
    values.set('bill_type', '0');
    known.count('no-bill-type');
  }
  if ((values.get('charge_mode') ?? null) === null) {
    values.set('charge_mode', '0');
    known.count('lines-without-mode');
  }
}

function feeRecord(values: Map<string, string | null>, { customer, known, fault }: Row): void {
  if (customer === null) fault(nameColumn(known), 'no-customer');
  values.set('service_type_code', service(values, 'service_type_code', 'service_type_name', known));
  for (const field of ['charging_mode', 'bill_detail_type']) if ((values.get(field) ?? null) === null) values.set(field, '0');
}

/** Code, else the code of the name, else the name itself, else the marketplace application: what is not a code is counted. */
function service(values: Values, code: string, name: string, known: KnownCells): string {
  const given = values.get(code) ?? null;
  if (given !== null) return given;
  const named = values.get(name) ?? values.get('application') ?? null;
  const found = named === null ? null : known.services.find(named);
  if (found !== null) return found;
  known.count(named === null ? 'lines-without-service' : 'services-by-name');
  return named ?? '--';
}

/** The API writes movements without a sign and says the direction; a file may write the sign alone. */
function movement(values: Map<string, string | null>, { known, fault }: Row): void {
  const units = known.unitsOf('change_amount');
  const change = values.get('change_amount') ?? null;
  const said = values.get('type') ?? null;
  if (said === null && known.at('type') >= 0) fault(known.at('type'), 'unknown-word');
  if (change !== null && units !== null && units < 0n) values.set('change_amount', change.replace(/^-/, ''));
  values.set('type', said ?? (units !== null && units < 0n ? '2' : '1'));
  if ((values.get('account_change_id') ?? null) === null) {
    // A name made of the record's content: the same row in a later export is the same movement.
    const parts = ['trade_time', 'trade_detail_type', 'trade_id', 'change_amount', 'balance_after_change', 'type', 'customer_id'];
    values.set('account_change_id', sha256Hex(parts.map((part) => values.get(part) ?? '').join('|')).slice(0, 32));
  }
}
