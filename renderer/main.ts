/** First script of the window, kept small: what takes time outside of it begins while the rest of its code is still read. */
import { begin } from './app/begun';
import { call } from './app/bridge';
import { hasUnfinished } from './app/session/unfinished';
import './theme/base.css';
import './theme/shell.css';
import './theme/palette.css';
import './theme/activity.css';
import './theme/narrow.css';
import './theme/data.css';
import './theme/totals.css';
import './theme/files.css';
import './theme/export.css';
import './theme/prices.css';
import './theme/interfaces.css';
import './theme/board.css';
import './theme/reconcile.css';
import './theme/grid.css';
import './theme/figures.css';
import './theme/sections.css';

// The first question makes the browser open the database, which takes as long as the worker's code.
void indexedDB.databases().catch(() => undefined);

Promise.all([begin(hasUnfinished()), import('./start')])
  .then(([begun, { start }]) => start(begun))
  .catch(async (error: unknown) => {
    // Without a person nobody sees an empty page: main ends the run with this sentence instead of waiting for it.
    await call('headlessDone', { report: null, text: '', failed: `The page could not start: ${String(error)}` }).catch(() => undefined);
    throw error;
  });
