// `npm run pictures`: the pictures of the README, taken anew from the sample data, in both languages. Nobody sees the window.
import { nodeIsRecentEnough } from './setup/node-version.mjs';

if (nodeIsRecentEnough()) import('./setup/take-pictures.mjs');
