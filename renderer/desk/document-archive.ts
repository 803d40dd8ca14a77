/**
 * Records of a file as the archives keep them: parts of at most {@link PART_ROWS} rows as canonical JSON, and a list of the parts with the
 * people the file names. The list's digest is the digest of the records. In parts, because a million rows are no text of one piece.
 */
import { canonicalJson, sha256Hex } from '../../shared/digest';
import type { DocumentKind } from '../../shared/documents/kinds';
import type { DocumentParty, DocumentRecords, DocumentSlice } from '../../shared/documents/types';
import type { LinkClient } from './link';

const PART_ROWS = 50_000;

interface PartList {
  readonly version: 1;
  readonly kind: DocumentKind;
  readonly parties: readonly DocumentParty[];
  /** Digests of the parts, in order. */
  readonly parts: readonly string[];
}

/** Digest that {@link putRecords} would answer with; nothing is written. */
export async function recordsDigest(records: DocumentRecords): Promise<string> {
  return sha256Hex(await listOf(records, (text) => sha256Hex(text)));
}

/** Archives records. @returns their digest */
export async function putRecords(link: Pick<LinkClient, 'call'>, records: DocumentRecords): Promise<string> {
  const put = async (text: string): Promise<string> => (await link.call('archivePut', { text })).sha256;
  return put(await listOf(records, put));
}

/** Reads archived records part by part. @returns the people the file names @throws LinkFailure when a part is missing */
export async function eachPart(
  link: Pick<LinkClient, 'call'>,
  digest: string,
  visit: (slices: readonly DocumentSlice[]) => void,
): Promise<readonly DocumentParty[]> {
  const get = async (sha256: string): Promise<unknown> => JSON.parse((await link.call('archiveGet', { sha256 })).text);
  const { parts, parties } = (await get(digest)) as PartList;
  for (const part of parts) visit((await get(part)) as DocumentSlice[]);
  return parties;
}

async function listOf(records: DocumentRecords, digestOf: (text: string) => string | Promise<string>): Promise<string> {
  const parts: string[] = [];
  for (const part of cut(records.slices)) parts.push(await digestOf(canonicalJson(part)));
  return canonicalJson({ version: 1, kind: records.kind, parties: records.parties, parts } satisfies PartList);
}

/** Large slices cut, small ones together, in their order. */
function* cut(slices: readonly DocumentSlice[]): Generator<DocumentSlice[]> {
  let held: DocumentSlice[] = [];
  let rows = 0;
  for (const slice of slices) {
    for (let start = 0; start < slice.rows; start += PART_ROWS) {
      const count = Math.min(PART_ROWS, slice.rows - start);
      if (rows > 0 && rows + count > PART_ROWS) {
        yield held;
        held = [];
        rows = 0;
      }
      held.push(count === slice.rows ? slice : rowsOf(slice, start, count));
      rows += count;
    }
  }
  if (rows > 0) yield held;
}

/** Some rows of a slice. */
export function rowsOf(slice: DocumentSlice, start: number, rows: number): DocumentSlice {
  const columns = Object.fromEntries(Object.entries(slice.columns).map(([name, cells]) => [name, cells.slice(start, start + rows)]));
  return { ...slice, rows, columns };
}
