import { describe, expect, test, vi } from 'vitest';
import { TransportError, type Transport } from '../../../electron/sync/http';
import { withProxyLogin, type ProxyLogin } from '../../../electron/sync/proxy-login';
import { ProxyDesk } from '../../../electron/workspace/proxy-desk';
import { reply } from './stub-api';

const REQUEST = { method: 'GET' as const, url: 'https://bss.example.com/v2/x?offset=0', headers: {}, body: null };
const live = (): AbortSignal => new AbortController().signal;

/** A line whose proxy lets nothing through until it is opened. */
function line(): { transport: Transport; open: () => void; calls: () => number } {
  let opened = false;
  let calls = 0;
  return {
    calls: () => calls,
    open: () => (opened = true),
    transport: () => {
      calls++;
      return opened ? Promise.resolve(reply(200, {})) : Promise.reject(new TransportError('proxy', 'ERR_TUNNEL_CONNECTION_FAILED'));
    },
  };
}

describe('a proxy that wants a password', () => {
  test('is answered once for all who wait, by the origin alone, and each calls again', async () => {
    const { transport, open, calls } = line();
    const login = vi.fn(async (origin: string) => {
      await new Promise((done) => setTimeout(done, 5));
      open();
      return origin === 'https://bss.example.com' ? 'taken' : 'unasked';
    });
    const through = withProxyLogin(transport, login);
    const replies = await Promise.all([through(REQUEST, live()), through(REQUEST, live()), through(REQUEST, live())]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(login).toHaveBeenCalledTimes(1);
    expect(calls()).toBe(6);
  });

  test('declined: the failure is the proxy’s, and nobody is asked a second time', async () => {
    const login = vi.fn(() => Promise.resolve('declined' as const));
    const through = withProxyLogin(line().transport, login);
    await expect(through(REQUEST, live())).rejects.toMatchObject({ fault: 'proxy' });
    await expect(through(REQUEST, live())).rejects.toMatchObject({ fault: 'proxy' });
    expect(login).toHaveBeenCalledTimes(1);
  });

  test('declined, and then wanted after all: it is asked once more, and everybody goes on', async () => {
    const { transport, open } = line();
    const desk = new ProxyDesk(true);
    const nudged = vi.fn();
    const forget = desk.onRetry(nudged);
    const login = vi
      .fn<ProxyLogin>()
      .mockResolvedValueOnce('declined')
      .mockImplementation(() => {
        open();
        return Promise.resolve('taken');
      });
    const through = withProxyLogin(transport, login, () => desk.rounds);
    await expect(through(REQUEST, live())).rejects.toMatchObject({ fault: 'proxy' });
    await expect(through(REQUEST, live())).rejects.toMatchObject({ fault: 'proxy' });
    desk.retry();
    expect((await through(REQUEST, live())).status).toBe(200);
    expect(login).toHaveBeenCalledTimes(2);
    expect(nudged).toHaveBeenCalledTimes(1);
    forget();
    desk.retry();
    expect(nudged).toHaveBeenCalledTimes(1);
  });

  test('gone before it asked anything: it is asked as soon as it is back', async () => {
    const { transport, open } = line();
    const login = vi
      .fn<ProxyLogin>()
      .mockResolvedValueOnce('unasked')
      .mockImplementation(() => {
        open();
        return Promise.resolve('taken');
      });
    const through = withProxyLogin(transport, login);
    await expect(through(REQUEST, live())).rejects.toMatchObject({ fault: 'proxy' });
    expect((await through(REQUEST, live())).status).toBe(200);
  });

  test('its own page is not taken for an answer of the gateway', async () => {
    const through = withProxyLogin(
      () => Promise.resolve(reply(407, '<html>')),
      () => Promise.resolve('declined'),
    );
    await expect(through(REQUEST, live())).rejects.toMatchObject({ fault: 'proxy', detail: 'HTTP 407' });
  });

  test('another failure is none of the proxy’s', async () => {
    const login = vi.fn(() => Promise.resolve('taken' as const));
    const through = withProxyLogin(() => Promise.reject(new TransportError('certificate', 'ERR_CERT_DATE_INVALID')), login);
    await expect(through(REQUEST, live())).rejects.toMatchObject({ fault: 'certificate' });
    expect(login).not.toHaveBeenCalled();
  });
});

describe('the question on its way to a person', () => {
  const ASK = { host: 'proxy.example.com', port: 8080, realm: 'corp', again: false };

  test('waits for the answer and is gone then', async () => {
    const desk = new ProxyDesk(true);
    const answer = desk.ask(ASK, live());
    expect(desk.asked).toEqual(ASK);
    desk.answer({ username: 'u', password: 'p' });
    expect(await answer).toEqual({ username: 'u', password: 'p' });
    expect(desk.asked).toBeNull();
  });

  test('ends with the run, and is not put where nobody sits', async () => {
    const run = new AbortController();
    const desk = new ProxyDesk(true);
    const answer = desk.ask(ASK, run.signal);
    run.abort();
    expect(await answer).toBeNull();
    expect(await new ProxyDesk(false).ask(ASK, live())).toBeNull();
  });
});
