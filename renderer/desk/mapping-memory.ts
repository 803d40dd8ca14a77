/** Mappings remembered by layout: what the last import of the layout was confirmed with, or a colleague's file said. */
import { canonicalJson } from '../../shared/digest';
import type { DocumentKind } from '../../shared/documents/kinds';
import type { BodyOf } from '../../shared/journal/entries';
import { MappingFileError } from '../../shared/ledger/mapping-file';
import { formatMappings, parseMappings, type RememberedMapping } from '../../shared/ledger/mappings';
import type { MappingRow } from '../store/schema';
import type { DeskCore } from './core';
import { DeskFailure } from './faults';
import { record } from './journal-apply';

export async function rememberedMapping(core: DeskCore, use: 'ledger' | DocumentKind, fingerprint: string): Promise<MappingRow | null> {
  return (await core.store.mappings.get([use, fingerprint])) ?? null;
}

/** Everything remembered about a layout, the last confirmed first. */
export async function rememberedUses(core: DeskCore, fingerprint: string): Promise<MappingRow[]> {
  const rows = (await core.store.mappings.toArray()).filter((row) => row.fingerprint === fingerprint);
  return rows.sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** All of it as one document for a colleague. */
export async function mappingsDocument(core: DeskCore): Promise<unknown> {
  return formatMappings((await core.store.mappings.toArray()).map(asRemembered));
}

function asRemembered({ use, fingerprint, heads, mapping, options }: MappingRow): RememberedMapping {
  return { use, fingerprint, heads, mapping, options: options ?? {} } as RememberedMapping;
}

/**
 * Takes a colleague's mappings over, journalled, so that a rebuilt store knows them; those that are known as they are change nothing.
 * @returns how many were taken
 * @throws DeskFailure `bad-document` with the place of the fault
 */
export async function takeMappings(core: DeskCore, document: unknown): Promise<number> {
  const layouts = checked(document).map((one): BodyOf<'mappings'>['layouts'][number] => ({
    fingerprint: one.fingerprint,
    use: one.use,
    mapping: one.mapping as BodyOf<'mappings'>['layouts'][number]['mapping'],
    options: Object.keys(one.options).length === 0 ? null : { ...one.options },
    heads: one.heads.map((head) => head ?? ''),
  }));
  const known = new Set((await core.store.mappings.toArray()).map(({ at: _at, ...row }) => canonicalJson(row)));
  const fresh = layouts.filter((layout) => !known.has(canonicalJson(layout)));
  if (fresh.length > 0) await record(core, { kind: 'mappings', layouts: fresh });
  return fresh.length;
}

function checked(document: unknown): readonly RememberedMapping[] {
  try {
    return parseMappings(document).mappings;
  } catch (error) {
    if (error instanceof MappingFileError) throw new DeskFailure('bad-document', error.message);
    throw error;
  }
}
