/** Chinese words, the source of all keys. */
import { app } from './app';
import { commands } from './commands';
import { codes } from './codes';
import { faults } from './faults';
import { columns } from './columns';
import { overview, period } from './figures';
import { reconcile } from './reconcile';
import { ledgers } from './ledgers';
import { lists } from './lists';
import { audit, settings, sync, welcome } from './desk';
import { grid } from './grid';
import { help } from './help';
import { out } from './out';
import { prices } from './prices';
import { rates } from './rates';
import { sections } from './sections';
import { storage } from './storage';
import { figures } from './tells';
import { interfaces } from './interfaces';

export const zh = {
  app,
  commands,
  codes,
  faults,
  columns,
  overview,
  period,
  reconcile,
  ledgers,
  lists,
  sync,
  settings,
  audit,
  welcome,
  grid,
  help,
  figures,
  sections,
  storage,
  out,
  prices,
  rates,
  interfaces,
};
