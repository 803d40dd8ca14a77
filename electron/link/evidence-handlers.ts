import { app, utilityProcess } from 'electron';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { archiveName, journalName, WORKBOOK_NAME } from '../../shared/evidence/manifest';
import type { PackVerdict } from '../../shared/evidence/verdict';
import { ENGINE_VERSION } from '../../shared/reconcile/engine-version';
import type { AppPaths } from '../app/paths';
import { fileBytes, writePack, type PackPart } from '../evidence/write-pack';
import type { FromVerifier } from '../evidence/verify-process';
import { removeAbandonedTemps, tempBeside } from '../files/atomic-write';
import { FileError } from '../files/file-error';
import { ArchiveError } from '../journal/archives';
import { checkJournal } from '../journal/check-journal';
import type { Workspace } from '../workspace/workspace';
import { requireOpen } from './journal-handlers';
import { LinkError, type CallContext, type LinkHandlers } from './link-host';

type Handled = 'packOpen' | 'packClose' | 'packAbort' | 'packVerify' | 'journalVerify';

/** Heap of the verifying process: a month of a million records is parsed and reconciled in it. */
const VERIFIER_HEAP_MB = 4_096;

interface PackJob {
  readonly target: string;
  readonly workbook: string;
  readonly abort: AbortController;
}

/** Evidence packs out and in, and the proof of the whole journal. */
export function evidenceHandlers(workspace: Workspace, paths: AppPaths): Pick<LinkHandlers, Handled> {
  const jobs = new Map<string, PackJob>();
  return {
    packOpen: async ({ token }) => {
      const target = workspace.tokens.path(token, 'write');
      if (target === null) throw new LinkError('no-such-file');
      // What a killed export left there; that it could not be removed stops nobody.
      await removeAbandonedTemps(path.dirname(target), new Date()).catch(() => 0);
      const workbook = tempBeside(target);
      const id = randomUUID();
      jobs.set(id, { target, workbook, abort: new AbortController() });
      return { job: id, workbook: workspace.tokens.forWriting(workbook).token };
    },
    packClose: async ({ job: id, site, months }) => {
      const job = jobs.get(id);
      if (job === undefined) throw new LinkError('cancelled');
      const { journal, archives } = requireOpen(workspace);
      try {
        const parts: PackPart[] = [{ name: WORKBOOK_NAME, bytes: () => fileBytes(job.workbook), stored: true }];
        for (const sha256 of new Set(months.map(({ archive }) => archive)))
          parts.push({ name: archiveName(sha256), bytes: () => archives.read(sha256) });
        const head = journal.head();
        for (const { name, path: file, bytes } of journal.parts())
          parts.push({ name: journalName(name), bytes: () => fileBytes(file, bytes) });
        const made = { name: 'Reconcile Desk', version: app.getVersion(), engine: ENGINE_VERSION };
        const content = { app: made, site, months, journal: head };
        const { sha256, bytes } = await writePack(job.target, content, parts, job.abort.signal);
        return { sha256, bytes };
      } catch (error) {
        throw job.abort.signal.aborted ? new LinkError('cancelled') : asLinkError(error);
      } finally {
        jobs.delete(id);
        await rm(job.workbook, { force: true });
      }
    },
    packAbort: async ({ job: id }) => {
      const job = jobs.get(id);
      jobs.delete(id);
      job?.abort.abort(new Error('cancelled'));
      if (job) await rm(job.workbook, { force: true });
      return null;
    },
    packVerify: async ({ token }, context) => {
      const file = workspace.tokens.path(token, 'read');
      if (file === null) throw new LinkError('no-such-file');
      return verifyApart(paths.verifyProcess, file, context);
    },
    journalVerify: async (_args, { emit, signal }) => {
      const { journal, archives } = requireOpen(workspace);
      let told = 0;
      return checkJournal(journal, archives, {
        signal,
        onProgress: async (done, total) => {
          if (performance.now() - told < 100) return;
          told = performance.now();
          await emit({ done, total });
        },
      });
    },
  };
}

function verifyApart(module: string, file: string, { emit, signal }: CallContext<'packVerify'>): Promise<PackVerdict> {
  return new Promise((resolve, reject) => {
    const child = utilityProcess.fork(module, [], {
      serviceName: 'Reconcile Desk pack verifier',
      execArgv: [`--max-old-space-size=${VERIFIER_HEAP_MB}`],
      stdio: 'ignore',
    });
    let ended = false;
    const end = (act: () => void): void => {
      if (ended) return;
      ended = true;
      child.kill();
      act();
    };
    signal.addEventListener('abort', () => end(() => reject(new LinkError('cancelled'))));
    child.on('message', (message: FromVerifier) => {
      if (message.t === 'ready') child.postMessage(file);
      else if (message.t === 'progress') void emit({ done: message.done, total: message.total }).catch(() => undefined);
      else end(() => resolve(message.verdict));
    });
    child.once('exit', (code) =>
      end(() =>
        resolve({
          file: path.basename(file),
          sha256: null,
          manifest: null,
          replayed: [],
          compared: [],
          fault: { kind: 'unreadable', detail: `exit ${code}` },
        }),
      ),
    );
  });
}

function asLinkError(error: unknown): unknown {
  if (error instanceof FileError) return new LinkError(error.code === 'other' ? 'io' : error.code, path.basename(error.file));
  if (error instanceof ArchiveError)
    return new LinkError(error.code === 'missing' || error.code === 'damaged' ? error.code : 'io', error.code);
  return error;
}
