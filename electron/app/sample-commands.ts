import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Profile } from '../../shared/bridge/contract';
import { BridgeError, type Handlers } from '../bridge/serve';
import type { ExportedFile } from '../sandbox/exports/write';
import type { SampleFiles } from '../sandbox/ledgers/sample';
import { DEFAULT_SEED } from '../sandbox/world/defaults';
import type { FileTokens } from '../workspace/file-tokens';
import type { Workspace } from '../workspace/workspace';

export interface SampleContext {
  readonly workspace: Pick<Workspace, 'current' | 'sandbox'> & { readonly tokens: Pick<FileTokens, 'forReading'> };
  /** `YYYY-MM-DD` in UTC+8: what a profile without a gateway believes. */
  readonly today: () => string;
}

/** What writes sample files for the open profile. */
interface Samples {
  ledgers(dir: string): Promise<SampleFiles>;
  documents(dir: string): Promise<readonly ExportedFile[]>;
}

/** Files to try the app with: from the profile's sandbox, or, where all comes from files, from the smallest world of its site. */
export function sampleCommands({ workspace, today }: SampleContext): Pick<Handlers, 'sampleLedgers' | 'sampleDocuments'> {
  const samples = async (): Promise<Samples | null> => {
    const profile = workspace.current()?.profile;
    if (profile?.endpoint.kind === 'files') return ofWorld(profile.site, today());
    const sandbox = await workspace.sandbox();
    return sandbox === null ? null : { ledgers: (dir) => sandbox.sampleLedgers(dir), documents: (dir) => sandbox.exportFiles(dir) };
  };
  return {
    sampleLedgers: async () => {
      const from = await samples();
      if (from === null) throw new BridgeError<'sampleLedgers'>('no-sandbox');
      const files = await from.ledgers(folder()).catch(notSaved);
      const document = (file: string): unknown => JSON.parse(fs.readFileSync(file, 'utf8')) as unknown;
      return {
        cost: workspace.tokens.forReading(files.cost),
        revenue: workspace.tokens.forReading(files.revenue),
        prepayment: files.prepayment === null ? null : workspace.tokens.forReading(files.prepayment),
        aliases: document(files.aliases),
        priceRules: document(files.priceRules),
      };
    },
    sampleDocuments: async () => {
      const from = await samples();
      if (from === null) throw new BridgeError<'sampleDocuments'>('no-sandbox');
      const files = await from.documents(folder()).catch(notSaved);
      return { files: files.map((file) => workspace.tokens.forReading(file.path)) };
    },
  };
}

/** A folder that goes when the app does. */
function folder(): string {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'reconcile-desk-sample-'));
  process.once('exit', () => {
    try {
      fs.rmSync(made, { recursive: true, force: true });
    } catch {
      // A file of it is open in another program: the temp folder keeps it.
    }
  });
  return made;
}

/** Loaded when asked for: who has a gateway needs no made-up world. */
async function ofWorld(site: Profile['site'], today: string): Promise<Samples> {
  const { plantedWorld } = await import('../sandbox/world');
  const planted = plantedWorld({ site, size: 'tiny', seed: DEFAULT_SEED, clean: false });
  return {
    ledgers: async (dir) => (await import('../sandbox/ledgers/sample')).writeSampleLedgers(planted, dir),
    documents: async (dir) => (await import('../sandbox/exports/write')).writeExports(planted.world, dir, { today, planted: true }),
  };
}

function notSaved(): never {
  throw new BridgeError<'sampleDocuments'>('not-saved');
}
