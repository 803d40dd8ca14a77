import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FileLook } from '../../../shared/desk/api';
import { Inbox, type InboxDesk } from '../../../renderer/pages/ledgers/inbox/inbox';

const TABLE = { file: '', sha256: '', bytes: 1, format: 'csv', encoding: 'utf-8', separator: ',', sheet: 'a', sheets: ['a'] } as const;

function looked(kind: 'partner-bill' | null): FileLook {
  const mapping = { headRow: 0, columns: [] };
  return {
    table: TABLE,
    rows: 3,
    sample: [],
    document: kind === null ? null : { kind, confidence: 'sure', mapping, missing: [], fingerprint: '' },
  };
}

/** A desk that takes names beginning with `bill` for partner bills and refuses those that begin with `old`. */
function fakeDesk(): InboxDesk & { looks: string[]; forgotten: string[] } {
  const looks: string[] = [];
  const forgotten: string[] = [];
  return {
    looks,
    forgotten,
    look: async ({ token, separator }) => {
      looks.push(`${token}${separator ?? ''}`);
      await Promise.resolve();
      if (token.startsWith('old')) throw { code: 'bad-table', detail: 'old-xls' };
      return looked(token.startsWith('bill') ? 'partner-bill' : null);
    },
    cancelImport: () => Promise.resolve(),
    forgetFile: (token) => {
      forgotten.push(token);
      return Promise.resolve();
    },
  };
}

const tokens = (...names: string[]) => names.map((name) => ({ token: name, name, bytes: 10 }));
const states = (inbox: Inbox) => Object.fromEntries(inbox.state.get().files.map((file) => [file.name, file.state]));
const openName = (inbox: Inbox) => inbox.state.get().files.find((file) => file.id === inbox.state.get().current)?.name ?? null;
const settled = async (inbox: Inbox): Promise<void> => {
  await vi.waitFor(() =>
    expect(Object.values(states(inbox)).some((state) => state === 'waiting' || state === 'looking' || state === 'receiving')).toBe(false),
  );
};

describe('files on their way in', () => {
  it('a refused file does not stop the others, and the bill opens before the books', async () => {
    const inbox = new Inbox(fakeDesk(), 'p');
    inbox.add(tokens('cost', 'old', 'bill', 'revenue'));
    await settled(inbox);
    expect(states(inbox)).toEqual({ cost: 'ready', old: 'refused', bill: 'ready', revenue: 'ready' });
    expect(openName(inbox)).toBe('bill');
  });

  it('an imported file makes room for the next one, documents first', async () => {
    const inbox = new Inbox(fakeDesk(), 'p');
    inbox.add(tokens('bill-1', 'cost', 'bill-2'));
    await settled(inbox);
    const order: (string | null)[] = [];
    for (let step = 0; step < 3; step++) {
      order.push(openName(inbox));
      inbox.finished(inbox.state.get().current!, 3, true);
    }
    expect(order).toEqual(['bill-1', 'bill-2', 'cost']);
    expect(inbox.state.get().current).toBeNull();
    inbox.clearDone();
    expect(inbox.state.get().files).toEqual([]);
  });

  it('another separator is another reading: mapping and corrections of the old one are void', async () => {
    const desk = fakeDesk();
    const inbox = new Inbox(desk, 'p');
    inbox.add(tokens('cost'), { role: 'cost' });
    await settled(inbox);
    const [file] = inbox.state.get().files;
    inbox.draft(file!.id, { mapping: { headRow: 1, columns: ['amount'] }, edits: [{ row: 1, column: 0, value: '1', was: 'x' }] });
    inbox.readAgain(file!.id, { separator: ';' });
    await settled(inbox);
    const [again] = inbox.state.get().files;
    expect(desk.looks).toEqual(['cost', 'cost;']);
    expect(again!.draft).toMatchObject({ read: { separator: ';' }, mapping: null, edits: [], options: { role: 'cost' } });
  });

  it('a removed file is forgotten by the desk and leaves the wizard to the next', async () => {
    const desk = fakeDesk();
    const inbox = new Inbox(desk, 'p');
    inbox.add(tokens('a', 'b'));
    await settled(inbox);
    inbox.remove(inbox.state.get().current!);
    expect(desk.forgotten).toEqual(['a']);
    expect(openName(inbox)).toBe('b');
  });
});

describe('dropped files', () => {
  let onPiece: () => void = () => undefined;
  const sent: { channel: string; bytes: number }[] = [];
  beforeEach(() => {
    sent.length = 0;
    onPiece = () => undefined;
    vi.stubGlobal('window', {
      desk: {
        invoke: (channel: string, args: { piece?: Uint8Array; name?: string; job?: string }) => {
          sent.push({ channel, bytes: args.piece?.length ?? 0 });
          if (args.piece) onPiece();
          const value =
            channel === 'files:receive-begin'
              ? { job: args.name }
              : channel === 'files:receive-end'
                ? { token: args.job, name: args.job, bytes: 1 }
                : null;
          return Promise.resolve({ ok: true, value });
        },
      },
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('go to main piece by piece and are then looked at', async () => {
    const desk = fakeDesk();
    const inbox = new Inbox(desk, 'p');
    inbox.receive([new File([new Uint8Array(9_000_001)], 'bill')]);
    await settled(inbox);
    expect(sent.filter((call) => call.channel === 'files:receive-piece').map((call) => call.bytes)).toEqual([
      4_000_000, 4_000_000, 1_000_001,
    ]);
    expect(desk.looks).toEqual(['bill']);
    expect(states(inbox)).toEqual({ bill: 'ready' });
  });

  it('stop when they are cancelled, and are never looked at', async () => {
    const desk = fakeDesk();
    const inbox = new Inbox(desk, 'p');
    const [first, second] = [new File([new Uint8Array(20_000_000)], 'bill'), new File(['x'], 'cost')];
    onPiece = () => inbox.stop(inbox.state.get().files[0]!.id);
    inbox.receive([first, second]);
    inbox.stop(inbox.state.get().files[1]!.id);
    await settled(inbox);
    expect(states(inbox)).toEqual({ bill: 'refused', cost: 'refused' });
    for (const file of inbox.state.get().files) expect(file.fault).toMatchObject({ code: 'cancelled' });
    expect(sent.filter((call) => call.channel === 'files:receive-piece')).toHaveLength(1);
    expect(desk.looks).toEqual([]);
  });
});
