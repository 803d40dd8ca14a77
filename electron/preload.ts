import { contextBridge, ipcRenderer } from 'electron';
import { APP_COMMAND_CHANNEL, DESK_PORT_CHANNEL, INVOKE_CHANNELS, type PreloadApi } from '../shared/bridge/channels';

// The only DOM this side of the app touches; declared here so that the rest of electron/ type-checks without any.
declare const window: { postMessage(message: unknown, origin: string, ports: unknown[]): void; location: { origin: string } };

// The page gets one function that knows a closed list of channels; schemas and senders are checked in main.
const allowed = new Set<string>(INVOKE_CHANNELS);

const api = {
  invoke(channel, args) {
    if (!allowed.has(channel)) return Promise.reject(new Error('unknown channel'));
    return ipcRenderer.invoke(channel, args);
  },
} satisfies PreloadApi;

contextBridge.exposeInMainWorld('desk', api);

// A port cannot cross the context bridge; it is handed to the page's own window, which passes it on to the desk worker.
ipcRenderer.on(DESK_PORT_CHANNEL, (event) => {
  window.postMessage({ type: DESK_PORT_CHANNEL }, window.location.origin, [...event.ports]);
});

// Choices of the native menu, as plain data: no event of Electron's reaches the page.
ipcRenderer.on(APP_COMMAND_CHANNEL, (_event, command: unknown, byKeys: unknown) => {
  window.postMessage(
    { type: APP_COMMAND_CHANNEL, command: typeof command === 'string' ? command : '', byKeys: byKeys === true },
    window.location.origin,
    [],
  );
});
