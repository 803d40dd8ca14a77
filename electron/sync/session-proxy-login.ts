import { net, type Session } from 'electron';
import type { AskForProxy, ProxyLogin } from './proxy-login';

/** A mistyped password is asked for again, twice. */
const QUESTIONS = 3;

/** The proxy of a session, by Electron's own request: the only one of its calls that can answer. */
export function sessionProxyLogin(own: Session, ask: AskForProxy): ProxyLogin {
  return (origin, signal) =>
    new Promise((resolve) => {
      let asked = 0;
      let answered = false;
      const request = net.request({ url: `${origin}/`, session: own, credentials: 'omit', redirect: 'manual' });
      const end = (taken: boolean): void => {
        signal.removeEventListener('abort', stop);
        resolve(taken ? 'taken' : asked > 0 ? 'declined' : 'unasked');
      };
      const stop = (): void => {
        request.abort();
        end(false);
      };
      signal.addEventListener('abort', stop, { once: true });
      request.on('login', ({ isProxy, host, port, realm }, callback) => {
        if (!isProxy || asked >= QUESTIONS) return callback();
        asked++;
        void ask({ host, port, realm, again: asked > 1 }, signal).then(
          (answer) => {
            answered = answer !== null;
            if (answer === null) callback();
            else callback(answer.username, answer.password);
          },
          () => callback(),
        );
      });
      request.on('response', (response) => {
        response.on('data', () => undefined);
        response.on('error', () => undefined);
        end(answered && response.statusCode !== 407);
      });
      // Behind the proxy anything may fail; the signed call says what.
      request.on('error', (error) => end(answered && !/TUNNEL|PROXY|AUTH/.test(error.message)));
      request.on('redirect', () => end(answered));
      request.end();
    });
}
