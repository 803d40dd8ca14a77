import { app, Menu, nativeTheme, safeStorage, type BrowserWindow } from 'electron';
import path from 'node:path';
import type { AppInfo, EndpointChoice } from '../../shared/bridge/contract';
import type { HeadlessJob } from '../../shared/headless/job';
import { Backups } from '../backup/backups';
import { serveBridge } from '../bridge/serve';
import { UsageError, type CommandLine } from '../cli/options';
import { finishHeadless, type HeadlessResult } from '../headless/finish';
import { faultPlanFrom } from '../headless/documents';
import { buildJob } from '../headless/job';
import { headlessProfile } from '../headless/profile';
import { provideSandboxes } from '../workspace/sandbox-profiles';
import { linkHandlers } from '../link/handlers';
import { createLog } from '../log/log';
import { openSettings } from '../profiles/profiles';
import { serveApp } from '../protocol/app-protocol';
import { DEFAULT_TODAY } from '../sandbox/world/defaults';
import { Vault } from '../vault/vault';
import { checkedOrigin } from '../sync/hosts';
import { createDeskWindow, loadDesk } from '../window/desk-window';
import { keepPlace } from '../window/keep-place';
import { lockedSession } from '../window/lockdown';
import { screenAreas } from '../window/display';
import { placeWindow } from '../window/placing';
import { readWindowState, WindowMemory } from '../window/window-memory';
import { SandboxPool } from '../workspace/endpoint';
import { ReceivedFiles } from '../workspace/received-files';
import { Workspace } from '../workspace/workspace';
import { commandHandlers } from './commands';
import { appPaths } from './paths';
import { todayInChina } from './today';

/** Long enough for a first start on a slow disk. */
const PAGE_START_MS = 60_000;

/** Starts the app: one instance per user-data folder, locked session, bridge, window; a headless job runs in a hidden window. */
export async function run(options: CommandLine): Promise<void> {
  if (options.userData !== null) {
    app.setPath('userData', path.resolve(options.userData));
    app.setPath('sessionData', path.resolve(options.userData));
  }
  // Taken before anything is opened: two apps on one folder would write one journal.
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('Reconcile Desk is already running on this data folder; close it first or name another with --user-data.\n');
    app.exit(options.headless ? 2 : 0);
    return;
  }
  // The default menu makes Electron crash without a display server, and its roles are not the desk's; the page asks for the desk's own.
  Menu.setApplicationMenu(null);
  await app.whenReady();

  const paths = appPaths();
  const userData = app.getPath('userData');
  const clock = (): Date => new Date();
  const log = createLog({ folder: path.join(userData, 'logs'), clock, echo: null });
  const onFault = (place: string, error: unknown): void => log.error(`${place}: ${describeFault(error)}`);
  process.on('uncaughtException', (error) => onFault('uncaught', error));
  process.on('unhandledRejection', (error) => onFault('unhandled', error));

  const settings = await openSettings(userData, { clock });
  await provideSandboxes(settings);
  const faults = options.faults === null ? undefined : await faultPlanFrom(options.faults);
  const pool = new SandboxPool(
    async (asked) => (await import('../sandbox/server')).startSandbox(asked),
    options.rate,
    options.today,
    faults,
  );
  const vault = new Vault({ folder: path.join(userData, 'keys'), safeStorage, environment: options.headless ? process.env : {} });
  const workspace = new Workspace(userData, settings, vault, pool, clock, !options.headless);
  const received = new ReceivedFiles(path.join(userData, 'received'), workspace.tokens, clock);
  await received.clear();
  const checkEndpoint = (endpoint: EndpointChoice): void => {
    if (endpoint.kind === 'custom') checkedOrigin(endpoint.url);
  };
  const backups = new Backups({ userData, settings, clock, checkEndpoint });
  await backups.tidy().catch((error: unknown) => onFault('backups', error));

  const today = (): string => {
    const current = workspace.current()?.profile;
    return options.today ?? (current?.endpoint.kind === 'sandbox' ? DEFAULT_TODAY : todayInChina(new Date()));
  };
  const language = workspace.settings().language ?? (app.getLocale().startsWith('zh') || options.headless ? 'zh' : 'en');

  let job: HeadlessJob | null = null;
  if (options.headless) {
    try {
      const profile = await headlessProfile(options, settings);
      await workspace.open(profile.id);
      job = buildJob(options, profile, today(), language, workspace.tokens);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      process.stderr.write(error.message + '\n');
      await workspace.close();
      app.exit(2);
      return;
    }
  }

  const session = await lockedSession();
  serveApp(session, paths.renderer);
  let window: BrowserWindow | null = null;
  const ownWindow = (): BrowserWindow => {
    if (window === null) throw new Error('no window');
    return window;
  };
  const info = (): AppInfo => ({
    name: app.getName(),
    version: app.getVersion(),
    runtime: {
      electron: process.versions.electron ?? '',
      chrome: process.versions.chrome ?? '',
      node: process.versions.node,
      source: process.env.RECONCILE_DESK_RUNTIME_SOURCE ?? 'package',
    },
    platform: process.platform,
    headless: job !== null,
    today: today(),
    offline: options.offline,
  });
  const place = await readWindowState(userData);
  const memory = new WindowMemory(userData, place, (error) => onFault('window place', error));

  let finish: (result: HeadlessResult) => void = () => undefined;
  const finished = new Promise<HeadlessResult>((resolve) => (finish = resolve));
  // A page that does not even ask for its job would keep a script waiting for ever.
  const silence = setTimeout(
    () => finish({ report: null, text: '', failed: `The page did not start within ${PAGE_START_MS / 1000} s.` }),
    PAGE_START_MS,
  );
  serveBridge(
    commandHandlers({
      workspace,
      received,
      backups,
      userData,
      info,
      window: ownWindow,
      memory,
      offline: options.offline,
      linkHandlers: linkHandlers({ workspace, paths, options, userName: () => workspace.settings().userName }),
      job,
      onHeadlessAsked: () => clearTimeout(silence),
      onHeadlessDone: (result) => finish(result),
      onFault,
    }),
    onFault,
  );

  window = createDeskWindow({
    session,
    preload: paths.preload,
    show: job === null,
    place: placeWindow(job === null ? place.bounds : null, screenAreas()),
    maximized: place.maximized,
    fullScreen: job === null && place.fullScreen,
    title: '对账台 Reconcile Desk',
    dark: nativeTheme.shouldUseDarkColors,
  });
  if (job === null) keepPlace(window, memory);
  window.webContents.on('render-process-gone', (_event, details) => {
    onFault('page', new Error(details.reason));
    if (job !== null) finish({ report: null, text: '', failed: `The page process ended (${details.reason}).` });
  });
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  let quitting = false;
  const quit = async (code: number): Promise<void> => {
    if (quitting) return;
    quitting = true;
    backups.cancelAll();
    await memory.write();
    // What cannot be closed keeps nobody here.
    await workspace.close().catch((error: unknown) => onFault('quit', error));
    app.exit(code);
  };
  app.on('window-all-closed', () => void quit(0));
  // Quit in the menu, or by the system: Electron tells of no closed windows then, and everything is closed in order all the same.
  app.on('will-quit', (event) => {
    event.preventDefault();
    void quit(0);
  });
  await loadDesk(window);

  if (job !== null) await quit(await finishHeadless(await finished, options, window));
}

/** Name and first line only: messages of strangers may hold what logs must not. */
function describeFault(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]?.slice(0, 200)}` : typeof error;
}
