/** The parts of a workbook that are read before its sheets: names, dates, shared texts. */
import type { FileHandle } from 'node:fs/promises';
import { TableError } from '../../../shared/workbook/errors';
import { LIMITS } from '../limits';
import { isDateFormat } from './date-formats';
import { attribute, decodeText, scan, XmlScanner, type XmlHandler } from './xml-scanner';
import { readZipDirectory, type ZipEntry } from './zip-directory';
import { readPart, unpack } from './zip-part';

export interface SheetInfo {
  readonly name: string;
  readonly visible: boolean;
  readonly entry: ZipEntry;
}

export interface WorkbookPackage {
  readonly file: FileHandle;
  readonly sheets: readonly SheetInfo[];
  readonly date1904: boolean;
  /** Whether the cell style of an index shows dates. */
  readonly dateStyles: readonly boolean[];
  readonly sharedTexts: readonly string[];
  /** The package holds macros; nothing of them is ever read. */
  readonly macros: boolean;
}

/** Opens a workbook that stays open as long as `file` does. @throws TableError see {@link readZipDirectory}; `not-a-table` for other packages */
export async function openWorkbook(file: FileHandle, size: number): Promise<WorkbookPackage> {
  const parts = await readZipDirectory(file, size);
  const part = (name: string): ZipEntry | undefined => parts.get(name.toLowerCase());
  const main = await mainPart(file, part);
  const entry = part(main);
  if (!entry || !main.endsWith('.xml')) {
    throw new TableError('not-a-table', part('content.xml') ? 'OpenDocument' : part('xl/workbook.bin') ? 'xlsb' : 'zip without a workbook');
  }
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const links = await relations(file, part(`${folder}_rels/${main.slice(folder.length)}.rels`), folder);
  const book = await readPart(file, entry);
  const sheets: SheetInfo[] = [];
  let date1904 = false;
  each(book, main, (name, tag) => {
    if (name === 'workbookPr') date1904 = /^(?:1|true|on)$/.test(attribute(tag, 'date1904') ?? '');
    if (name !== 'sheet') return;
    const target = links.get(attribute(tag, 'id') ?? attribute(tag, 'r:id') ?? '');
    const sheet = target?.type.endsWith('/worksheet') === true ? part(target.path) : undefined;
    if (sheet)
      sheets.push({ name: attribute(tag, 'name') ?? '', visible: (attribute(tag, 'state') ?? 'visible') === 'visible', entry: sheet });
  });
  if (sheets.length === 0) throw new TableError('not-a-table', 'no sheets');
  const ofType = (type: string): ZipEntry | undefined =>
    part([...links.values()].find((link) => link.type.endsWith(type))?.path ?? `${folder}${type.slice(1)}.xml`);
  const styles = ofType('/styles');
  const shared = ofType('/sharedStrings');
  return {
    file,
    sheets,
    date1904,
    dateStyles: styles ? readDateStyles(await readPart(file, styles), styles.name) : [],
    sharedTexts: shared ? await readSharedTexts(file, shared) : [],
    macros: [...parts.keys()].some((name) => name.endsWith('/vbaproject.bin') || name.includes('/macrosheets/')),
  };
}

async function mainPart(file: FileHandle, part: (name: string) => ZipEntry | undefined): Promise<string> {
  const links = await relations(file, part('_rels/.rels'), '');
  return [...links.values()].find((link) => link.type.endsWith('/officeDocument'))?.path ?? 'xl/workbook.xml';
}

interface Link {
  readonly type: string;
  readonly path: string;
}

async function relations(file: FileHandle, entry: ZipEntry | undefined, folder: string): Promise<Map<string, Link>> {
  const links = new Map<string, Link>();
  if (!entry) return links;
  each(await readPart(file, entry), entry.name, (name, tag) => {
    const target = attribute(tag, 'Target');
    if (name !== 'Relationship' || target === null || attribute(tag, 'TargetMode') === 'External') return;
    links.set(attribute(tag, 'Id') ?? '', { type: attribute(tag, 'Type') ?? '', path: resolved(folder, target) });
  });
  return links;
}

/** A part's name from a relation; it is only ever looked up in the package's directory. */
function resolved(folder: string, target: string): string {
  const names: string[] = [];
  for (const name of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names.join('/');
}

function each(text: string, part: string, open: (name: string, tag: string) => void): void {
  const scanner = new XmlScanner({ open, close: () => undefined, text: () => undefined }, part);
  scanner.push(text);
  scanner.end();
}

function readDateStyles(text: string, part: string): boolean[] {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  let inCells = false;
  const handler: XmlHandler = {
    open: (name, tag) => {
      if (name === 'numFmt') codes.set(Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode') ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attribute(tag, 'numFmtId') ?? '0');
        styles.push(isDateFormat(id, codes.get(id)));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
    text: () => undefined,
  };
  const scanner = new XmlScanner(handler, part);
  scanner.push(text);
  scanner.end();
  return styles;
}

const SLOTS = 4_096;

async function readSharedTexts(file: FileHandle, entry: ZipEntry): Promise<string[]> {
  const all: string[] = [];
  const text = new TextCollector(entry.name);
  let chars = 0;
  const known = new RecentTexts();
  const likely = LIMITS.sharedTextBase + LIMITS.sharedTextRatio * entry.packed;
  await scan(unpack(file, entry), entry.name, {
    open: (name) => text.open(name),
    close: (name) => {
      text.close(name);
      if (name !== 'si') return;
      const whole = text.take();
      chars += whole.length + 16;
      if (chars > LIMITS.sharedTextChars) throw new TableError('too-large', entry.name);
      if (chars > likely) throw new TableError('bomb', entry.name);
      all.push(known.once(whole));
    },
    text: (piece, literal) => text.text(piece, literal),
  });
  return all;
}

/** Equal texts of a list as one string: a program that writes a text only once loses nothing, one that repeats it fills no memory. */
class RecentTexts {
  private readonly slots: string[] = new Array<string>(SLOTS).fill('');

  once(text: string): string {
    const { length } = text;
    if (length === 0) return text;
    const slot = (length * 31 + text.charCodeAt(0) * 7 + text.charCodeAt(length >> 1) * 131 + text.charCodeAt(length - 1) * 1_031) % SLOTS;
    if (this.slots[slot] !== text) this.slots[slot] = text;
    return this.slots[slot] ?? text;
  }
}

/** Puts the runs of a rich text together; phonetic guides are no part of it. */
export class TextCollector {
  private whole = '';
  private inText = false;
  private inGuide = false;

  constructor(private readonly part: string) {}

  open(name: string): void {
    if (name === 't') this.inText = !this.inGuide;
    else if (name === 'rPh') this.inGuide = true;
  }

  close(name: string): void {
    if (name === 't') this.inText = false;
    else if (name === 'rPh') this.inGuide = false;
  }

  text(piece: string, literal: boolean): void {
    if (!this.inText) return;
    this.whole += literal ? piece : decodeText(piece);
    if (this.whole.length > LIMITS.cellChars)
      throw new TableError('too-large', `${this.part}: a text of more than ${LIMITS.cellChars} characters`);
  }

  /** The text so far, emptied; `_x000D_` and the like resolved. */
  take(): string {
    const whole = this.whole;
    this.whole = '';
    return unescapeText(whole);
  }
}

/** Characters that XML cannot hold stand as `_xHHHH_` in a sheet. */
export function unescapeText(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text;
}
