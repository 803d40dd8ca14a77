/** Prints a digest of everything the engine and its writers make of some made-up worlds: run in other places it has to print the same. */
import { buildArchive } from '../../../shared/close';
import { Dictionary, packColumn } from '../../../shared/columns';
import { canonicalJson, sha256Hex } from '../../../shared/digest';
import { formatUnits } from '../../../shared/money';
import { periodOfInstant } from '../../../shared/period';
import { reconcile } from '../../../shared/reconcile/engine';
import { buildReport, NO_SYNC, renderReport, sourceOf } from '../../../shared/report';
import { worldInput } from '../reconcile/world-input';

const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? formatUnits(one) : one)));

const digests: Record<string, string> = {};
for (const site of ['cn', 'intl'] as const)
  for (const seed of [7, 8]) {
    const { input } = worldInput({ site, size: 'small', seed, clean: false });
    const run = reconcile(input);
    const name = (what: string): string => `${site} ${String(seed)} ${what}`;
    const { matchColumns: _, ...result } = run;
    digests[name('result')] = sha256Hex(canonicalJson(plain({ ...result, matches: run.matches })));
    for (const period of input.periods) digests[name(`archive ${period}`)] = buildArchive(period, input, run, []).sha256;
    for (const language of ['zh', 'en'] as const) {
      const frame = {
        app: { name: 'Reconcile Desk', version: '0' },
        runtime: { electron: '0', chrome: '0', node: '0' },
        site,
        today: '2026-11-06',
        language,
        sync: NO_SYNC,
        imports: [],
        timings: { sync: 0, import: 0, reconcile: 0, export: 0 },
        files: { export: null, sha256: null },
      };
      const report = buildReport(
        frame,
        sourceOf(
          run,
          () => 'open',
          () => 'open',
        ),
      );
      digests[name(`report ${language}`)] = sha256Hex(canonicalJson(plain(report)));
      digests[name(`console ${language}`)] = sha256Hex(renderReport(report, language));
    }
  }
const names = ['示例公司', '样例集团', 'İstanbul', 'istanbul', 'ISTANBUL', 'ä', 'z', 'a', 'Z', '', '10', '9'];
const packed = packColumn('text', names, new Dictionary());
digests['names packed'] = sha256Hex(
  JSON.stringify(packed, (_, one: unknown) => (ArrayBuffer.isView(one) ? Array.from(one as Uint8Array) : one)),
);
digests['keys of names'] = sha256Hex(canonicalJson(Object.fromEntries(names.map((name) => [name, name]))));
digests['months of instants'] = sha256Hex(
  ['2026-08-31T15:59:59Z', '2026-08-31T16:00:00Z', '2026-03-08T10:00:00Z', '2026-12-31T23:59:59Z'].map(periodOfInstant).join(),
);
process.stdout.write(JSON.stringify(digests));
