// Child processes: run to the end and keep what they said, or run with the terminal and pass signals on.
import { spawn } from 'node:child_process';

/**
 * Runs a program to its end. Resolves with `{ code, signal, stdout, stderr }`; a program that cannot be started has code 127.
 * Output is collected, and also shown when `show` is a stream. `limitMs` ends a program that takes too long.
 */
export function run(command, args, { show, limitMs, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'])
      child[name]?.setEncoding('utf8').on('data', (text) => {
        said[name] += text;
        show?.write(text);
      });
    const timer = limitMs && setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, signal: null, ...said, stderr: `${said.stderr}${error.message}` });
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, ...said });
    });
  });
}

/** Runs a program in the foreground; Ctrl-C and termination reach it, and its exit code or signal comes back. */
export function foreground(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', windowsHide: false, ...options });
    const pass = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, pass);
    const end = (result) => {
      for (const signal of signals) process.off(signal, pass);
      resolve(result);
    };
    child.on('error', (error) => end({ code: 127, signal: null, error }));
    child.on('close', (code, signal) => end({ code, signal }));
  });
}

/** Runs npm: the one that started this command if there is one, so that its version and settings are the user's. */
export function npm(words, options = {}) {
  // npm's own pauses between attempts add up to more than a minute before it says that a registry cannot be reached.
  const args = [...words, '--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=8000'];
  const own = process.env.npm_execpath ?? '';
  if (/npm-cli\.c?js$/.test(own)) return run(process.execPath, [own, ...args], options);
  // On Windows npm is a batch file, which only a shell can run; none of the arguments here holds a space or a quote.
  return run('npm', args, { shell: process.platform === 'win32', ...options });
}

/** Why npm failed, in the most telling of its own lines. */
export function npmReason(stderr) {
  const lines = stderr
    .split('\n')
    .filter((line) => line.startsWith('npm error'))
    .map((line) => line.replace('npm error ', '').trim());
  return (
    lines.find((line) => !/^(code|errno|syscall|A complete log)/.test(line)) ??
    lines[0] ??
    (stderr.trim().split('\n')[0] || 'npm gave no reason')
  );
}
