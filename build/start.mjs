// `npm start`: everything that is needed to run the app, then the app. See setup/start-app.mjs.
// Nothing newer than the check itself may be loaded before it, or an old Node ends in a syntax error.
import { nodeIsRecentEnough } from './setup/node-version.mjs';

if (nodeIsRecentEnough()) import('./setup/start-app.mjs');
