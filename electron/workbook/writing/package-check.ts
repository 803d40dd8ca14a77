/** Whether a finished package holds together: every part that is named is there, has a type, and its XML closes what it opens. */
import type { FileHandle } from 'node:fs/promises';
import { WorkbookError } from '../../../shared/workbook/errors';
import { attribute, XmlScanner } from '../xlsx/xml-scanner';
import { readZipDirectory, type ZipEntry } from '../xlsx/zip-directory';
import { readPart } from '../xlsx/zip-part';

const TYPES = '[Content_Types].xml';

/** @throws WorkbookError `verify-failed` with the part at fault */
export async function checkPackage(file: FileHandle, size: number): Promise<void> {
  const entries = await readZipDirectory(file, size);
  const types = entries.get(TYPES.toLowerCase());
  if (!types) throw fault(TYPES);
  const typed = new Set<string>();
  const extensions = new Set<string>();
  for (const { name, tag } of elements(await readPart(file, types), TYPES)) {
    if (name === 'Override') typed.add((attribute(tag, 'PartName') ?? '').slice(1).toLowerCase());
    else if (name === 'Default') extensions.add((attribute(tag, 'Extension') ?? '').toLowerCase());
  }
  for (const name of typed) if (!entries.has(name)) throw fault(name);
  for (const [name, entry] of entries) {
    if (name !== TYPES.toLowerCase() && !typed.has(name) && !extensions.has(name.slice(name.lastIndexOf('.') + 1)))
      throw fault(`${name}: no type`);
    // Sheets are read row by row elsewhere.
    if (/^xl\/worksheets\/[^/]+$/.test(name)) continue;
    const all = elements(await readPart(file, entry), entry.name);
    if (name.endsWith('.rels')) checkTargets(entry, all, entries);
  }
}

function checkTargets({ name }: ZipEntry, all: readonly Element[], entries: ReadonlyMap<string, ZipEntry>): void {
  // `xl/_rels/workbook.xml.rels` speaks for `xl/workbook.xml`.
  const folder = name.slice(0, name.lastIndexOf('_rels/'));
  for (const { name: element, tag } of all) {
    if (element !== 'Relationship' || attribute(tag, 'TargetMode') === 'External') continue;
    const target = attribute(tag, 'Target') ?? '';
    const path = new URL(target, `part:/${folder}`).pathname.slice(1).toLowerCase();
    if (!entries.has(path)) throw fault(`${name}: ${target}`);
  }
}

interface Element {
  readonly name: string;
  readonly tag: string;
}

function elements(text: string, part: string): Element[] {
  const all: Element[] = [];
  const open: string[] = [];
  const scanner = new XmlScanner(
    {
      open: (name, tag) => {
        all.push({ name, tag });
        open.push(name);
      },
      close: (name) => {
        if (open.pop() !== name) throw fault(`${part}: </${name}>`);
      },
      text: () => undefined,
    },
    part,
  );
  scanner.push(text);
  scanner.end();
  if (open.length > 0 || all.length === 0) throw fault(part);
  return all;
}

function fault(what: string): WorkbookError {
  return new WorkbookError('verify-failed', `package: ${what}`);
}
