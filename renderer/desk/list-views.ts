/** Lists beside the months as tables for grids: resources, own coupons, units and types, budgets, invoices. */
import type { SourceId } from '../../shared/api/sources';
import type { ViewSource } from '../../shared/desk/api';
import type { DeskCore } from './core';
import { eachRecord } from './published';
import { collect, money, table, whole, type Build } from './view-records';
import type { CellText } from './view-tables';

const inLanguage = (language: 'zh' | 'en'): string => (language === 'zh' ? 'zh_CN' : 'en_US');

/** Names of measure units by their number; empty where they were never read. */
export async function unitNames(core: DeskCore, language: 'zh' | 'en'): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  await eachRecord(core, 'measure-units', (record, key) => {
    if (key.language !== inLanguage(language)) return;
    const id = whole(record.int('unit_id'));
    const name = record.text('measure_name') ?? record.text('abbreviation');
    if (id !== null && name !== null) names.set(id, name);
  });
  return names;
}

/** Names of resource types by their code: interfaces that take no language answer in Chinese. */
async function typeNames(core: DeskCore, language: 'zh' | 'en'): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  await eachRecord(core, 'resource-types', (record, key) => {
    const [code, name] = [record.text('resource_type_code'), record.text('resource_type_name')];
    if (key.language === inLanguage(language) && code !== null && name !== null) names.set(code, name);
  });
  return names;
}

const unitsTable: Build = async (core, _names, language) => {
  const names = await unitNames(core, language);
  const equals = new Map<string, string>();
  await eachRecord(core, 'conversions', (record) => {
    const unit = whole(record.int('unit_id')) ?? '';
    const of = whole(record.int('ref_unit_id')) ?? '';
    const one = `1 ${names.get(unit) ?? unit} = ${record.text('conversion_ratio') ?? ''} ${names.get(of) ?? of}`;
    equals.set(unit, equals.has(unit) ? `${equals.get(unit) ?? ''}; ${one}` : one);
  });
  const rows: CellText[][] = [];
  await eachRecord(core, 'measure-units', (record, key) => {
    if (key.language !== inLanguage(language)) return;
    const id = whole(record.int('unit_id'));
    rows.push([
      id,
      record.text('measure_name'),
      record.text('abbreviation'),
      whole(record.int('measure_type')),
      equals.get(id ?? '') ?? null,
    ]);
  });
  return table('unit:integer unitName:text abbreviation:text measureType:code equals:text', rows);
};

const resourceTypesTable: Build = async (core, names, language) => {
  const rows: CellText[][] = [];
  await eachRecord(core, 'resource-types', (record, key) => {
    if (key.language !== inLanguage(language)) return;
    const service = record.text('service_type_code');
    rows.push([
      record.text('resource_type_name'),
      names.service(service),
      record.text('resource_type_desc'),
      record.text('resource_type_code'),
      service,
    ]);
  });
  return table('resourceTypeName:text serviceName:text note:text resourceType:code service:code', rows);
};

const serviceResourcesTable: Build = async (core, names) =>
  table(
    'serviceName:text resourceTypeName:text note:text resourceType:code service:code',
    await collect(core, 'service-resources', (record, slice) => {
      const service = slice.service ?? record.text('product_owner_service');
      return [names.service(service), record.text('name'), record.text('description'), record.text('resource_type_code'), service];
    }),
  );

const periodResourcesTable: Build = async (core, names, language) => {
  const types = await typeNames(core, language);
  return table(
    'customer:code customerName:text resourceName:text service:code serviceName:text resourceTypeName:text status:code effectiveAt:time expiresAt:time atExpiry:code spec:text main:code region:code resource:text updatedAt:time',
    await collect(core, 'period-resources', (record, slice) => {
      const customer = slice.customer ?? null;
      const service = record.text('service_type_code');
      return [
        customer,
        names.party(customer),
        record.text('resource_name'),
        service,
        names.service(service) ?? record.text('service_type_name'),
        types.get(record.text('resource_type_code') ?? '') ?? record.text('resource_type_name') ?? record.text('resource_type_code'),
        whole(record.int('status')),
        record.text('effective_time'),
        record.text('expire_time'),
        whole(record.int('expire_policy')),
        record.text('product_spec_desc') ?? record.text('resource_spec_code'),
        whole(record.int('is_main_resource')),
        record.text('region_code'),
        record.text('resource_id'),
        record.text('update_time'),
      ];
    }),
  );
};

const onDemandResourcesTable: Build = async (core, names, language) => {
  const types = await typeNames(core, language);
  return table(
    'customer:code customerName:text reseller:code resourceName:text service:code serviceName:text resourceTypeName:text status:code effectiveAt:time spec:text region:code resource:text',
    await collect(core, 'on-demand-resources', (record, slice) => {
      const customer = record.text('customer_id') ?? slice.customer ?? null;
      const service = record.text('service_type_code');
      return [
        customer,
        names.party(customer),
        slice.reseller ?? null,
        record.text('resource_name'),
        service,
        names.service(service) ?? record.text('service_type_name'),
        types.get(record.text('resource_type_code') ?? '') ?? record.text('resource_type_name') ?? record.text('resource_type_code'),
        whole(record.int('status')),
        record.text('effective_time'),
        record.text('product_spec_desc') ?? record.text('resource_spec_code'),
        record.text('region_code'),
        record.text('resource_id'),
      ];
    }),
  );
};

const ownCouponsTable: Build = async (core) =>
  table(
    'plan:text status:code type:code faceValue:amount left:amount currency:code effectiveAt:time expiresAt:time usedAt:time order:text coupon:text reseller:code',
    await collect(core, 'own-coupons', (record, slice) => [
      record.text('plan_name'),
      whole(record.int('status')),
      whole(record.int('coupon_type')),
      money(record.units('face_value')),
      money(record.units('balance')),
      record.text('currency') ?? core.currency,
      record.text('valid_time'),
      record.text('expire_time'),
      record.text('reserve_time'),
      record.text('order_id'),
      record.text('coupon_id'),
      slice.reseller ?? null,
    ]),
  );

const budgetRecordsTable: Build = async (core, names) =>
  table(
    'time:time customer:code customerName:text operation:code budget:amount budgetKind:code currency:code operator:text',
    await collect(core, 'budget-records', (record, slice) => {
      const customer = slice.customer ?? null;
      return [
        record.text('operation_time'),
        customer,
        names.party(customer),
        record.text('operation_type'),
        money(record.units('budget_amount')),
        record.text('budget_type'),
        record.text('currency') ?? core.currency,
        record.text('operator'),
      ];
    }),
  );

const onlineInvoicesTable: Build = async (core) =>
  table(
    'period:period invoiceNo:text status:code type:code amount:amount tax:amount currency:code title:text createdAt:time id:text',
    await collect(core, 'online-invoices', (record) => [
      record.text('billCycle'),
      record.text('invoiceNo'),
      whole(record.int('invoiceState')),
      whole(record.int('invoiceClass')),
      money(record.units('invoiceAmount')),
      money(record.units('tax_amount')),
      core.currency,
      record.text('invoiceTitle'),
      record.text('applyTime'),
      record.text('requestId'),
    ]),
  );

/** What the customers list says besides the names: tags (China) or budgets (International), one per customer. */
export async function customerExtras(core: DeskCore): Promise<{ heads: string; of: (customer: string) => CellText[] }> {
  const cells = new Map<string, CellText[]>();
  if (core.site === 'cn') {
    await eachRecord(core, 'customer-tags', (record) => {
      const months = [record.text('effective_time'), record.text('expire_time')].filter((month) => month !== null && month !== '');
      cells.set(record.text('customer_id') ?? '', [record.text('new_customer_tag'), months.join(' – ') || null]);
    });
    return { heads: 'tag:code tagMonths:text', of: (customer) => cells.get(customer) ?? [null, null] };
  }
  await eachRecord(core, 'customer-budgets', (record) => {
    const amounts = [money(record.units('budget_amount')), money(record.units('used_amount'))];
    cells.set(record.text('customer_id') ?? '', [...amounts, record.text('budget_type')]);
  });
  return { heads: 'budget:amount budgetUsed:amount budgetKind:code', of: (customer) => cells.get(customer) ?? [null, null, null] };
}

type ListView = Extract<
  ViewSource,
  | 'own-coupons'
  | 'period-resources'
  | 'on-demand-resources'
  | 'units'
  | 'resource-types'
  | 'service-resources'
  | 'budget-records'
  | 'online-invoices'
>;

export const LIST_VIEWS: Readonly<Record<ListView, Build>> = {
  'own-coupons': ownCouponsTable,
  'period-resources': periodResourcesTable,
  'on-demand-resources': onDemandResourcesTable,
  units: unitsTable,
  'resource-types': resourceTypesTable,
  'service-resources': serviceResourcesTable,
  'budget-records': budgetRecordsTable,
  'online-invoices': onlineInvoicesTable,
};

/** Sources whose change makes a list's table another. */
export const LIST_FROM: Readonly<Record<ListView, readonly SourceId[]>> = {
  'own-coupons': ['own-coupons'],
  'period-resources': ['period-resources', 'resource-types'],
  'on-demand-resources': ['on-demand-resources', 'resource-types'],
  units: ['measure-units', 'conversions'],
  'resource-types': ['resource-types'],
  'service-resources': ['service-resources'],
  'budget-records': ['budget-records'],
  'online-invoices': ['online-invoices'],
};
