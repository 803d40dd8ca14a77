import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlantedWorld } from '../world';
import { costLedger } from './cost';
import { aliasesJson, costWorkbook, priceRulesJson, revenueCsv } from './files';
import { prepaymentCsv, prepaymentLedger } from './prepayment';
import { revenueLedger } from './revenue';

/** Paths of the sample files written. */
export interface SampleFiles {
  readonly cost: string;
  readonly revenue: string;
  /** The partner's own account in the books; null on the International site, whose movements have no interface. */
  readonly prepayment: string | null;
  readonly aliases: string;
  readonly priceRules: string;
}

/** Writes the sample ledgers of a world with their aliases and price rules into an existing folder. */
export async function writeSampleLedgers(planted: PlantedWorld, dir: string): Promise<SampleFiles> {
  const files: SampleFiles = {
    cost: join(dir, 'sample-cost.xlsx'),
    revenue: join(dir, 'sample-revenue.csv'),
    prepayment: planted.world.site === 'cn' ? join(dir, 'sample-prepayment.csv') : null,
    aliases: join(dir, 'aliases.json'),
    priceRules: join(dir, 'price-rules.json'),
  };
  await writeFile(files.cost, await costWorkbook(costLedger(planted).rows));
  await writeFile(files.revenue, revenueCsv(revenueLedger(planted).rows));
  if (files.prepayment !== null) await writeFile(files.prepayment, prepaymentCsv(prepaymentLedger(planted).rows));
  await writeFile(files.aliases, aliasesJson(planted.world));
  await writeFile(files.priceRules, priceRulesJson(planted.world));
  return files;
}
