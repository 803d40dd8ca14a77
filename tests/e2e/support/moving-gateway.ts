/** A partner API whose bill moves when the test says so: a sandbox behind a relay that changes one amount on the way. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox } from '../../../electron/sandbox/server';

export interface MovingGateway {
  readonly url: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** From now on the first bill line of the month is a hundred or more higher. */
  move(month: string): void;
  stop(): Promise<void>;
}

export async function startMovingGateway(today: string): Promise<MovingGateway> {
  const sandbox = await startSandbox({ site: 'cn', size: 'tiny', rate: 'off', today });
  let moved: string | null = null;
  const relay = http.createServer((request, response) => {
    const path = request.url ?? '/';
    // The signature covers the host that was asked, so the header goes on as it is.
    const onward = http.request(sandbox.url + path, { method: request.method, headers: request.headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        const bill = moved !== null && path.includes('/monthly-sum') && path.includes(moved);
        const body = Buffer.from(bill ? text.replace(/("amount":)(\d)/, '$19$2') : text);
        response.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'content-length': String(body.length) });
        response.end(body);
      });
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    accessKey: sandbox.ak,
    secretKey: sandbox.sk,
    move: (month) => (moved = month),
    stop: async () => {
      relay.closeAllConnections();
      relay.close();
      await sandbox.close();
    },
  };
}
