/** What Electron knows of sleep and network. The main process gets no event when the network changes, so it looks every second. */
import { net, powerMonitor } from 'electron';
import type { Connection } from './away';

const LOOK_MS = 1000;

export const systemConnection: Connection = {
  online: () => net.isOnline(),
  watch: (listener) => {
    const suspend = (): void => listener('suspend');
    const resume = (): void => listener('resume');
    powerMonitor.on('suspend', suspend);
    powerMonitor.on('resume', resume);
    let online = net.isOnline();
    const look = setInterval(() => {
      const now = net.isOnline();
      if (now && !online) listener('online');
      online = now;
    }, LOOK_MS);
    return () => {
      clearInterval(look);
      powerMonitor.off('suspend', suspend);
      powerMonitor.off('resume', resume);
    };
  },
};
