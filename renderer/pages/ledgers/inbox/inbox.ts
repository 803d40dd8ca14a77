/** Files on their way in: received, looked at, waiting for their wizard, imported or refused. Kept while the user visits other pages. */
import * as Comlink from 'comlink';
import type { FileToken } from '../../../../shared/bridge/contract';
import type { DeskApi, FileLook, Progress, ReadChoice } from '../../../../shared/desk/api';
import type { DocumentKind } from '../../../../shared/documents/kinds';
import type { DocumentMapping } from '../../../../shared/documents/types';
import type { CellEdit, ColumnMapping, LedgerOptions } from '../../../../shared/ledger/types';
import { Observable } from '../../../app/session/observable';
import { inLane } from './lane';
import { receiveFile } from './receive';

export type InboxDesk = Pick<DeskApi, 'look' | 'cancelImport' | 'forgetFile'>;

/** `book`: the user's own; else one of Huawei Cloud's files. */
export type FileUse = 'book' | DocumentKind;

/** A corrected cell with what stood there, so that the correction can be taken back. */
export interface DraftEdit extends CellEdit {
  readonly was: string;
}

/** What the user declared about a file so far; everything else is found. */
export interface Draft {
  readonly read: Omit<ReadChoice, 'token'>;
  readonly options: Partial<LedgerOptions>;
  readonly mapping: ColumnMapping | null;
  readonly documentMapping: DocumentMapping | null;
  /** The partner's own ID in a bill, null for none of those it names; absent: found. */
  readonly partner?: string | null | undefined;
  readonly period: string | null;
  readonly edits: readonly DraftEdit[];
  /** 1-based rows with bad cells that the user left out; decided anew when the file is read in another way. */
  readonly leaveOut: readonly number[];
}

export const EMPTY_DRAFT: Draft = { read: {}, options: {}, mapping: null, documentMapping: null, period: null, edits: [], leaveOut: [] };

export interface InboxFile {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly state: 'receiving' | 'waiting' | 'looking' | 'ready' | 'refused' | 'imported' | 'unchanged';
  /** Bytes received, or rows read. */
  readonly done: number;
  readonly token: string | null;
  readonly look: FileLook | null;
  readonly use: FileUse | null;
  readonly draft: Draft;
  readonly fault: unknown;
  /** Rows stored, once imported. */
  readonly rows: number;
  /** How far storing it is, while it is stored: `stoppable` until the journal has it. */
  readonly storing: 'stoppable' | 'stopping' | 'kept' | null;
}

export interface InboxState {
  readonly files: readonly InboxFile[];
  /** The file whose wizard is open. */
  readonly current: number | null;
}

export class Inbox {
  readonly state = new Observable<InboxState>({ files: [], current: null });
  readonly #stops = new Map<number, AbortController>();
  readonly #unstores = new Map<number, () => void>();
  #last = 0;

  constructor(
    private readonly desk: InboxDesk,
    /** The profile the files are for: another one starts with an empty inbox. */
    readonly profile: string,
  ) {}

  /** Files the user chose in a dialog. `options` are declared for them beforehand (samples know their role). */
  add(tokens: readonly FileToken[], options: Partial<LedgerOptions> = {}): void {
    for (const { token, name, bytes } of tokens) {
      const file = this.#enter(name, bytes, { token, state: 'waiting', draft: { ...EMPTY_DRAFT, options } });
      void this.#look(file.id);
    }
  }

  /** Dropped or pasted files, bytes first. */
  receive(files: readonly File[]): void {
    const entered = files.map((file) => {
      const { id } = this.#enter(file.name, file.size, { state: 'receiving' });
      const stop = new AbortController();
      this.#stops.set(id, stop);
      return { file, id, stop };
    });
    void (async () => {
      for (const { file, id, stop } of entered) await this.#receive(id, file, stop.signal);
    })();
  }

  open(id: number): void {
    this.state.set({ ...this.state.get(), current: id });
  }

  /** Runs the storing of a file; `unstore` asks the desk to stop it. Resolves and fails as the work does. */
  async store<T>(id: number, unstore: () => void, work: (onKept: () => void) => Promise<T>): Promise<T> {
    this.#unstores.set(id, unstore);
    this.#change(id, { storing: 'stoppable' });
    try {
      return await work(() => this.#change(id, { storing: 'kept' }));
    } finally {
      this.#unstores.delete(id);
      this.#change(id, { storing: null });
    }
  }

  /** Asks to stop the storing of a file: it stays as it was, or is imported when the journal has it already. */
  unstore(id: number): void {
    if (this.#find(id)?.storing !== 'stoppable') return;
    this.#change(id, { storing: 'stopping' });
    this.#unstores.get(id)?.();
  }

  /** Takes a file out, stopping what runs for it. One that is being stored is stopped and stays: it may be imported all the same. */
  remove(id: number): void {
    const file = this.#find(id);
    if (file && file.storing !== null) {
      this.unstore(id);
      return;
    }
    this.stop(id);
    if (file?.token) void this.desk.forgetFile(file.token).catch(() => undefined);
    const { files, current } = this.state.get();
    const rest = files.filter((other) => other.id !== id);
    this.state.set({
      files: rest,
      current:
        current === id
          ? nextOf(
              rest,
              files.findIndex((other) => other.id === id),
            )
          : current,
    });
  }

  /** Stops receiving or looking; the file stays as refused with `cancelled`. */
  stop(id: number): void {
    this.#stops.get(id)?.abort({ code: 'cancelled', detail: null });
    if (this.#find(id)?.state === 'looking') void this.desk.cancelImport().catch(() => undefined);
  }

  draft(id: number, change: Partial<Draft>): void {
    const file = this.#find(id);
    if (!file) return;
    const otherReading = (['options', 'mapping', 'documentMapping', 'partner', 'period'] as const).some((name) => name in change);
    this.#change(id, { draft: { ...file.draft, ...(otherReading ? { leaveOut: [] } : {}), ...change } });
  }

  /** Read as something else than it was taken for: what was mapped does not count any more. */
  use(id: number, use: FileUse, options: Partial<LedgerOptions> = {}): void {
    const file = this.#find(id);
    if (!file) return;
    const kept = file.use === use ? file.draft : { ...file.draft, mapping: null, documentMapping: null, edits: [] };
    this.#change(id, { use, draft: { ...kept, leaveOut: [], options: { ...file.draft.options, ...options } } });
  }

  /** Another sheet, encoding or separator: the file is looked at again, corrections of the old reading are void. */
  readAgain(id: number, read: Partial<Draft['read']> = {}): void {
    const file = this.#find(id);
    if (!file) return;
    this.#change(id, {
      draft: { ...file.draft, read: { ...file.draft.read, ...read }, mapping: null, documentMapping: null, edits: [], leaveOut: [] },
    });
    void this.#look(id);
  }

  /** The wizard is through: the next waiting file takes its place. */
  finished(id: number, rows: number, changed: boolean, options: Partial<LedgerOptions> = {}): void {
    this.#change(id, { state: changed ? 'imported' : 'unchanged', rows, draft: { ...EMPTY_DRAFT, options } });
    const { files } = this.state.get();
    this.state.set({
      files,
      current: nextOf(
        files,
        files.findIndex((file) => file.id === id),
      ),
    });
  }

  /** Takes what is done or refused out of the list. */
  clearDone(): void {
    const { files, current } = this.state.get();
    const left = files.filter((file) => !['imported', 'unchanged', 'refused'].includes(file.state));
    for (const file of files) if (!left.includes(file) && file.token) void this.desk.forgetFile(file.token).catch(() => undefined);
    this.state.set({ files: left, current: left.some((file) => file.id === current) ? current : nextOf(left, 0) });
  }

  #enter(name: string, bytes: number, start: Partial<InboxFile>): InboxFile {
    const id = ++this.#last;
    const fresh: InboxFile = {
      id,
      name,
      bytes,
      state: 'waiting',
      done: 0,
      token: null,
      look: null,
      use: null,
      draft: EMPTY_DRAFT,
      fault: null,
      rows: 0,
      storing: null,
    };
    const file = { ...fresh, ...start };
    const { files, current } = this.state.get();
    this.state.set({ files: [...files, file], current });
    return file;
  }

  async #receive(id: number, file: File, signal: AbortSignal): Promise<void> {
    try {
      const { token } = await receiveFile(file, (done) => this.#change(id, { done }), signal);
      this.#change(id, { token, state: 'waiting', done: 0 });
    } catch (fault) {
      this.#change(id, { state: 'refused', fault });
      return;
    } finally {
      this.#stops.delete(id);
    }
    void this.#look(id);
  }

  async #look(id: number): Promise<void> {
    this.#change(id, { state: 'waiting', fault: null, done: 0 });
    await inLane(async () => {
      const file = this.#find(id);
      if (!file || file.token === null) return;
      this.#change(id, { state: 'looking' });
      try {
        const onProgress = Comlink.proxy((progress: Progress) => this.#change(id, { done: progress.done }));
        const look = await this.desk.look({ token: file.token, ...file.draft.read }, onProgress);
        const use = this.#find(id)?.use ?? look.document?.kind ?? 'book';
        this.#change(id, { state: 'ready', look, use });
      } catch (fault) {
        this.#change(id, { state: 'refused', fault });
      }
      this.#openNext();
    });
  }

  /** Opens a file by itself when none is open: a document at once, a book when no document can come any more. */
  #openNext(): void {
    const { files, current } = this.state.get();
    if (files.some((file) => file.id === current && file.state === 'ready')) return;
    const next = files.find((file) => file.id === nextOf(files, 0));
    const pending = files.some((file) => ['receiving', 'waiting', 'looking'].includes(file.state));
    if (next && (next.use !== 'book' || !pending)) this.open(next.id);
  }

  #find(id: number): InboxFile | undefined {
    return this.state.get().files.find((file) => file.id === id);
  }

  #change(id: number, patch: Partial<InboxFile>): void {
    const { files, current } = this.state.get();
    this.state.set({ files: files.map((file) => (file.id === id ? { ...file, ...patch } : file)), current });
  }
}

/** The next ready file from a place in the list on, else any; documents before books, for a book's customers are known from the bill. */
function nextOf(files: readonly InboxFile[], from: number): number | null {
  const ready = [...files.slice(Math.max(0, from)), ...files].filter((file) => file.state === 'ready');
  return (ready.find((file) => file.use !== 'book') ?? ready[0])?.id ?? null;
}
