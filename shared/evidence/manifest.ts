/** What an evidence pack says of itself: `manifest.json`, the first thing a verifier reads. */
import { z } from 'zod';
import { canonicalJson, sha256Hex } from '../digest';

/** Format this version writes; a higher one is not read. */
export const PACK_VERSION = 1;

export const MANIFEST_NAME = 'manifest.json';
export const WORKBOOK_NAME = 'workbook.xlsx';
export const archiveName = (sha256: string): string => `archives/${sha256}.json`;
export const journalName = (file: string): string => `journal/${file}`;

const Hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const PeriodText = z.string().regex(/^\d{4}-\d{2}$/);

export const PackManifest = z
  .object({
    version: z.number().int().positive(),
    app: z.object({ name: z.string(), version: z.string(), engine: z.number().int() }),
    site: z.enum(['cn', 'intl']),
    months: z.array(z.object({ period: PeriodText, archive: Hex64, rules: Hex64 })).min(1),
    journal: z.object({ seq: z.number().int().nonnegative(), hash: Hex64 }),
    /** Every other file of the pack, by name. */
    files: z.array(z.object({ name: z.string(), bytes: z.number().int().nonnegative(), sha256: Hex64 })),
    /** SHA-256 of the canonical JSON of everything above. */
    digest: Hex64,
  })
  .strict();
export type PackManifest = z.infer<typeof PackManifest>;

/** The manifest with its own digest; files and months by name. */
export function sealManifest(content: Omit<PackManifest, 'version' | 'digest'>): PackManifest {
  const sealed = { version: PACK_VERSION, ...content };
  return { ...sealed, digest: manifestDigest(sealed) };
}

export function manifestDigest(manifest: Omit<PackManifest, 'digest'>): string {
  const { version, app, site, months, journal, files } = manifest;
  return sha256Hex(canonicalJson({ version, app, site, months, journal, files }));
}
