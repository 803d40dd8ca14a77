import { afterEach, describe, expect, it } from 'vitest';
import type { FromWorker } from '../../../shared/bridge/link';
import { faultOf } from '../../../renderer/desk/faults';
import { LinkClient } from '../../../renderer/desk/link';

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** A client and the other end, played by the test. */
function pair(onMessage: (message: FromWorker, port: MessagePort) => void): LinkClient {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  port2.onmessage = (event: MessageEvent<FromWorker>) => onMessage(event.data, port2);
  return new LinkClient(port1);
}

describe('the desk link', () => {
  it('handles items one at a time, acknowledges each when it is handled, and answers after the last', async () => {
    const acks: number[] = [];
    const client = pair((message, port) => {
      if (message.t === 'ack') acks.push(message.seq);
      if (message.t !== 'call') return;
      for (const seq of [0, 1, 2]) port.postMessage({ t: 'item', id: message.id, seq, value: [{ seq }] });
      port.postMessage({ t: 'done', id: message.id, value: { head: { seq: 0, hash: '' }, report: null } });
    });
    const seen: string[] = [];
    await client.call(
      'journalRead',
      { fromSeq: 1 },
      {
        onItem: async (entries) => {
          const { seq } = entries[0] as unknown as { seq: number };
          seen.push(`begin ${seq}`);
          await new Promise((resolve) => setTimeout(resolve, 5));
          seen.push(`end ${seq}`);
        },
      },
    );
    expect(seen).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1', 'begin 2', 'end 2']);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(acks).toEqual([0, 1, 2]);
  });

  it('cancels the call when an item cannot be handled, and fails with that reason', async () => {
    const client = pair((message, port) => {
      if (message.t === 'call') port.postMessage({ t: 'item', id: message.id, seq: 0, value: [] });
      if (message.t === 'cancel') port.postMessage({ t: 'fault', id: message.id, fault: { code: 'cancelled', detail: null } });
    });
    const full = Object.assign(new Error('no room'), { name: 'QuotaExceededError' });
    const call = client.call('journalRead', { fromSeq: 1 }, { onItem: () => Promise.reject(full) });
    await expect(call).rejects.toBe(full);
    expect(faultOf(full)).toEqual({ code: 'storage-full', detail: null });
  });

  it('sends a cancel when the signal says so', async () => {
    const client = pair((message, port) => {
      if (message.t === 'cancel') port.postMessage({ t: 'fault', id: message.id, fault: { code: 'cancelled', detail: null } });
    });
    const abort = new AbortController();
    const call = client.call('archiveGet', { sha256: 'a'.repeat(64) }, { signal: abort.signal });
    abort.abort();
    const error: unknown = await call.catch((reason: unknown) => reason);
    expect(faultOf(error).code).toBe('cancelled');
  });

  it('answers whoever waits with a fault when main is gone, and later calls at once', async () => {
    const client = pair((message, port) => message.t === 'call' && port.close());
    const waiting = client.call('archiveGet', { sha256: 'a'.repeat(64) });
    const error: unknown = await waiting.catch((reason: unknown) => reason);
    expect(faultOf(error)).toEqual({ code: 'journal-failed', detail: 'link-closed' });
    await expect(client.call('archivePut', { text: '' })).rejects.toThrow('link-closed');
    expect(client.connected).toBe(false);
  });
});
