// `npm test`: sets up, then checks types, lint, units, the app end to end and under faults. See checks/run.mjs.
// Nothing newer than the check itself may be loaded before it, or an old Node ends in a syntax error.
import { nodeIsRecentEnough } from './setup/node-version.mjs';

if (nodeIsRecentEnough()) import('./checks/run.mjs');
