/** The whole desk over a store in memory: main's part is a journal, archives and tables of this file. */
import 'fake-indexeddb/auto';
import { vi } from 'vitest';
import { Desk } from '../../../renderer/desk/desk';
import { LinkFailure } from '../../../renderer/desk/faults';
import type { LinkClient } from '../../../renderer/desk/link';
import { DeskStore } from '../../../renderer/store/schema';
import type { OpenReport } from '../../../shared/desk/api';
import type { SyncEvent } from '../../../shared/bridge/link';
import { sha256Hex } from '../../../shared/digest';
import { JournalBody, type JournalEntry } from '../../../shared/journal/entries';
import type { Cell } from '../../../shared/ledger/types';
import { sliceId, type SliceKey, type SyncOutcome } from '../../../shared/sync/slices';

vi.stubGlobal('navigator', {
  storage: { persisted: () => Promise.resolve(true), getDirectory: () => Promise.reject(new Error('none here')) },
});

export interface AFile {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

/** Slices that the gateway gives, in the pages' form. */
export type Gateway = readonly {
  readonly key: SliceKey;
  readonly rows: number;
  readonly columns: Record<string, (string | null)[]>;
}[];

/** What survives when a desk ends: the truth beside the store. */
export class Main {
  readonly journal: JournalEntry[] = [];
  readonly archives = new Map<string, string>();
  readonly files = new Map<string, AFile>();
  readonly calls: string[] = [];
  gateway: Gateway = [];
  /** What opening the journal found. */
  report: string | null = null;
  /** Who is at the desk. */
  user = '示例会计';
  /** Called after an append is on disk and before the desk hears of it. */
  afterAppend: () => void = () => undefined;

  add(token: string, file: AFile): string {
    this.files.set(token, file);
    return token;
  }

  link(): LinkClient {
    return {
      close: () => undefined,
      call: async (name: string, args: never, options: { onItem?: (item: unknown) => unknown; signal?: AbortSignal } = {}) => {
        this.calls.push(name);
        return this.answer(name, args, options);
      },
    } as unknown as LinkClient;
  }

  private async answer(
    name: string,
    args: Record<string, unknown>,
    { onItem, signal }: { onItem?: (item: unknown) => unknown; signal?: AbortSignal },
  ): Promise<unknown> {
    switch (name) {
      case 'journalAppend': {
        const entries = (args.bodies as unknown[]).map((body) => this.append(JournalBody.parse(body)));
        this.afterAppend();
        return { entries };
      }
      case 'journalRead': {
        const entries = this.journal.slice(Number(args.fromSeq) - 1);
        if (entries.length > 0) await onItem?.(structuredClone(entries));
        return { head: { seq: this.journal.length, hash: this.journal.at(-1)?.hash ?? '' }, report: this.report };
      }
      case 'userName':
        return { name: this.user };
      case 'archivePut': {
        const text = String(args.text);
        const sha256 = sha256Hex(text);
        this.archives.set(sha256, text);
        return { sha256 };
      }
      case 'archiveGet':
        return { text: this.archives.get(String(args.sha256)) ?? fail('archiveGet', 'missing') };
      case 'tableRead':
        return this.read(args, onItem, signal);
      case 'originalKeep': {
        const text = JSON.stringify(this.files.get(String(args.token))?.rows);
        if (sha256Hex(text) !== args.sha256) throw new LinkFailure('originalKeep', { code: 'table', detail: 'changed' });
        this.archives.set(String(args.sha256), text);
        return null;
      }
      case 'syncRun':
        return this.sync(onItem);
      default:
        throw new Error(`no ${name} here`);
    }
  }

  private append(body: JournalBody): JournalEntry {
    const seq = this.journal.length + 1;
    const previous = this.journal.at(-1)?.hash ?? '0'.repeat(64);
    const at = new Date(Date.UTC(2026, 10, 20, 8, 0, seq)).toISOString();
    const entry = { seq, at, by: this.user, body, previous, hash: sha256Hex(`${previous}${JSON.stringify(body)}`) };
    this.journal.push(entry);
    return entry;
  }

  private async read(args: Record<string, unknown>, onItem?: (item: unknown) => unknown, signal?: AbortSignal): Promise<unknown> {
    const file = args.kept === undefined ? this.files.get(String(args.token)) : this.original(String(args.kept), String(args.name));
    if (!file) return fail('tableRead', 'no-such-file');
    for (let start = 0; start < file.rows.length; start += 500) {
      if (signal?.aborted) return fail('tableRead', 'cancelled');
      await onItem?.(structuredClone(file.rows.slice(start, start + 500)));
    }
    return {
      file: file.name,
      sha256: sha256Hex(JSON.stringify(file.rows)),
      bytes: 1,
      format: 'csv',
      encoding: 'utf-8',
      separator: ',',
      sheet: file.name,
      sheets: [file.name],
    };
  }

  private original(sha256: string, name: string): AFile | undefined {
    const text = this.archives.get(sha256);
    return text === undefined ? undefined : { name, rows: JSON.parse(text) as AFile['rows'] };
  }

  private async sync(onItem?: (item: unknown) => unknown): Promise<SyncOutcome> {
    for (const { key, rows, columns } of this.gateway) {
      const slice = sliceId(key);
      const page = { slice, index: 0, offset: 0, announced: rows, rows, currency: 'CNY', columns, last: true };
      const events: SyncEvent[] = [
        { kind: 'slice-begin', slice, resumed: false },
        { kind: 'page', page },
        { kind: 'slice-end', slice, announced: rows, received: rows, failure: null },
      ];
      for (const event of events) await onItem?.(event);
    }
    return {
      requests: 1,
      retries: 0,
      records: 1,
      seconds: 0,
      periods: [],
      unpublished: [],
      problems: [],
      stopped: null,
      clockOffsetSeconds: 0,
    };
  }
}

function fail(call: 'tableRead' | 'archiveGet', code: 'cancelled' | 'missing' | 'no-such-file'): never {
  throw new LinkFailure(call, { code, detail: null });
}

let next = 1;

/** A name no other test's store has. */
export function aName(): string {
  return `test-${process.pid}-${next++}`;
}

export async function aDesk(main: Main, profile: string): Promise<{ desk: Desk; store: DeskStore; report: OpenReport }> {
  const desk = new Desk();
  desk.connect(main.link());
  const report = await desk.open({ profile, site: 'cn' });
  const store = new DeskStore(profile);
  await store.open();
  return { desk, store, report };
}

export const quiet = (): void => undefined;

/** Digest of a store made from the journal and the archives alone. */
export async function rebuilt(main: Main): Promise<string> {
  const { desk, store } = await aDesk(main, aName());
  const digest = await desk.digest();
  await desk.close();
  store.close();
  return digest;
}
