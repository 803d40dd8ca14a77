/**
 * Utility process: verifies one evidence pack, until whoever hears the verdict ends it. A month of a million records takes seconds that no window
 * should stand still for.
 */
import type { PackVerdict } from '../../shared/evidence/verdict';
import { verifyPack } from './verify-pack';

export type FromVerifier =
  | { readonly t: 'ready' }
  | { readonly t: 'progress'; readonly done: number; readonly total: number }
  | { readonly t: 'verdict'; readonly verdict: PackVerdict };

const post = (message: FromVerifier): void => process.parentPort.postMessage(message);

process.parentPort.on('message', ({ data }) => {
  void verifyPack(String(data), { onProgress: (done, total) => post({ t: 'progress', done, total }) }).then((verdict) =>
    post({ t: 'verdict', verdict }),
  );
});
post({ t: 'ready' });
