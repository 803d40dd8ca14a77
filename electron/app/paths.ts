import { app } from 'electron';
import path from 'node:path';

/** Where the built parts lie, in a working copy and in a package alike. */
export interface AppPaths {
  readonly renderer: string;
  readonly preload: string;
  readonly parserProcess: string;
  readonly writerProcess: string;
  readonly statementProcess: string;
  readonly verifyProcess: string;
}

export function appPaths(): AppPaths {
  const built = path.join(app.getAppPath(), '.build', 'app');
  return {
    renderer: path.join(built, 'renderer'),
    preload: path.join(built, 'preload', 'preload.cjs'),
    parserProcess: path.join(built, 'main', 'parser-process.js'),
    writerProcess: path.join(built, 'main', 'writer-process.js'),
    statementProcess: path.join(built, 'main', 'statement-process.js'),
    verifyProcess: path.join(built, 'main', 'verify-process.js'),
  };
}
