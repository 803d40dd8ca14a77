// The switches Electron needs on the machine at hand, before the app's own arguments.

/** Whether a window can be shown here. */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * Chromium's switches for a machine: without a display it draws into memory (no X server needed); as root on Linux
 * its sandbox refuses to start, so it is left off there.
 */
export function launchArgs({ display = hasDisplay(), uid = process.getuid?.() ?? -1, platform = process.platform } = {}) {
  const args = [];
  if (platform === 'linux' && uid === 0) args.push('--no-sandbox');
  if (platform === 'linux' && !display) args.push('--ozone-platform=headless', '--disable-gpu');
  return args;
}
