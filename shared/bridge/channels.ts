/** Names only: what the preload may know (it holds no schema, so it stays small). A test keeps it equal to the contract. */
export const INVOKE_CHANNELS = [
  'app:info',
  'settings:get',
  'settings:set',
  'profiles:list',
  'profiles:add',
  'profiles:open',
  'profiles:delete',
  'keys:status',
  'keys:set',
  'keys:check',
  'proxy:asked',
  'proxy:answer',
  'proxy:retry',
  'keys:clear',
  'files:choose-ledgers',
  'files:choose-pack',
  'files:receive-begin',
  'files:receive-piece',
  'files:receive-end',
  'files:save-document',
  'files:save-image',
  'files:open-document',
  'files:print-signoff',
  'files:sample-documents',
  'files:sample-ledgers',
  'files:choose-export',
  'files:reveal',
  'files:open',
  'storage:use',
  'storage:open',
  'backup:state',
  'backup:choose',
  'backup:make',
  'backup:restore',
  'backup:progress',
  'backup:cancel',
  'window:menu',
  'window:zoom',
  'window:progress',
  'window:work-ended',
  'desk:connect',
  'headless:job',
  'headless:done',
  'headless:progress',
] as const;

export type InvokeChannel = (typeof INVOKE_CHANNELS)[number];

/** Main posts the desk link's MessagePort under this name. */
export const DESK_PORT_CHANNEL = 'desk:port';

/** Main posts a command chosen in the native menu under this name; the page knows a closed list of them (shared/shell/commands.ts). */
export const APP_COMMAND_CHANNEL = 'app:command';

/** What the preload puts on `window`. */
export interface PreloadApi {
  invoke(channel: InvokeChannel, args: unknown): Promise<unknown>;
}
