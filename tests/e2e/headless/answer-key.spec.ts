import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { answerKey } from '../../../electron/sandbox/answer-key';
import { writeExports } from '../../../electron/sandbox/exports/write';
import { plantedWorld } from '../../../electron/sandbox/world';
import { DEFAULT_SEED, DEFAULT_TODAY } from '../../../electron/sandbox/world/defaults';
import { parseUnits } from '../../../shared/money';
import { parseReport, type Report } from '../../../shared/report';
import { runHeadless } from '../../support/headless';
import { userDataFolder } from '../support/launch';

/** What was planted, against what a run finds through the gateway, the store and the importers: nothing less and nothing more. */

type Text = string | null;
type Planted = { readonly kind: 'break' } & Record<
  | 'role'
  | 'class'
  | 'period'
  | 'otherPeriod'
  | 'counterparty'
  | 'customer'
  | 'service'
  | 'ledgerAmount'
  | 'billAmount'
  | 'expectedAmount'
  | 'difference',
  Text
>;
interface PlantedTotal {
  readonly kind: 'total';
  readonly id: string;
  readonly period: string;
  readonly buckets: readonly { readonly difference: string }[];
}

/** Amounts of the key and of the report may be written differently; their units are the same. */
const units = (amount: Text): string => (amount === null ? '-' : String(parseUnits(amount)));

const placed = (one: Omit<Planted, 'kind'> | Report['breaks'][number]): string =>
  [
    ...[one.role, one.class, one.period, one.otherPeriod, one.counterparty, one.customer, one.service],
    ...[one.ledgerAmount, one.billAmount, one.expectedAmount, one.difference].map(units),
  ].join(' | ');

for (const site of ['cn', 'intl'] as const)
  for (const size of ['tiny', 'small'] as const)
    test(`${site} ${size}: every planted break of every role is found with its class, place and amounts, and none is invented`, async () => {
      const place = userDataFolder();
      try {
        const spec = { site, size, seed: DEFAULT_SEED, clean: false };
        const key = answerKey(spec, DEFAULT_TODAY);
        const exported = await writeExports(plantedWorld(spec).world, path.join(place.path, 'files'), {
          today: DEFAULT_TODAY,
          planted: true,
        });
        const settled = exported.filter(({ kind }) => kind === 'invoices' || kind === 'incentive').map((file) => file.path);
        const to = path.join(place.path, 'report.json');
        const run = await runHeadless([
          ...[`--sandbox=${size}`, '--site', site, '--rate', 'off', '--user-data', path.join(place.path, 'desk'), '--report', to],
          ...['--ledger', 'sample', ...settled.flatMap((file) => ['--document', file])],
        ]);
        const report = parseReport(JSON.parse(readFileSync(to, 'utf8')) as unknown);
        const planted = [...key.entries, ...key.prepayment, ...key.files] as unknown as readonly (Planted | PlantedTotal)[];
        const breaks = planted.filter((one) => one.kind === 'break');
        expect(report.breaks.map(placed).sort()).toEqual(breaks.map(placed).sort());
        if (site === 'cn')
          expect(new Set(breaks.map(({ role }) => role))).toEqual(
            new Set(['cost', 'revenue', 'prepayment', ...(size === 'tiny' ? [] : [null])]),
          );
        expect(run.code, run.stderr).toBe(breaks.length > 0 ? 1 : 0);
        // Sentences name services; codes stand in fields of their own.
        for (const { reason } of report.breaks) expect(reason).not.toContain('service.type');

        const totals = planted.filter((one) => one.kind === 'total');
        const named = (of: readonly { readonly id: string }[], period: (at: number) => string): string[] =>
          of.map(({ id }, at) => `${period(at)} ${id}`).sort();
        const broken = report.periods.flatMap(({ period, controlTotals }) =>
          controlTotals.filter(({ status }) => status === 'broken').map((total) => ({ ...total, period })),
        );
        expect(named(broken, (at) => broken[at]!.period)).toEqual(named(totals, (at) => totals[at]!.period));
        for (const { id, period, buckets, firstDivergence } of broken) {
          const due = totals.find((one) => one.id === id && one.period === period)!.buckets;
          expect(buckets.broken).toBe(due.length);
          expect(due.map(({ difference }) => units(difference))).toContain(units(firstDivergence!.difference));
        }

        const figures = report.periods.map(({ period, consumption, refunds, adjustments, due }) =>
          [period, ...[consumption, refunds, adjustments, due].map(units)].join(' '),
        );
        expect(figures.sort()).toEqual(
          key.months
            .map((month) => [month.period, ...[month.consumption, month.refunds, month.adjustments, month.due].map(units)].join(' '))
            .sort(),
        );
        for (const { matching } of report.periods) for (const { role, residue } of matching) expect(units(residue), role).toBe('0');
      } finally {
        place.remove();
      }
    });
