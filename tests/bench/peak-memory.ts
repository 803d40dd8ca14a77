import { readFileSync } from 'node:fs';

/** Peak memory of this process in MB. Linux' own counter where there is one: the portable one starts from the parent's size. */
export function peakMemoryMb(): number {
  try {
    const kilobytes = /VmHWM:\s*(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (kilobytes !== undefined) return Number(kilobytes) / 1024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS / 1024;
}
