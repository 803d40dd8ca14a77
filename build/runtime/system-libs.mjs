// The shared libraries that Electron needs from a Linux system, and one font with Chinese characters.
import fs from 'node:fs';
import path from 'node:path';
import { output } from '../setup/paths.mjs';
import { readJson, writeJson } from '../setup/digest.mjs';
import { run } from '../setup/processes.mjs';
import { SetupFailure } from '../setup/steps.mjs';

const record = path.join(output, 'system-libs.json');

// Of each pair the first name that the system's package lists offer is taken: releases since the 64-bit time change renamed two.
const DEBIAN_LIBRARIES = [['libgtk-3-0t64', 'libgtk-3-0'], ['libnss3'], ['libasound2t64', 'libasound2'], ['libgbm1']];
const DEBIAN_FONT = 'fonts-wqy-microhei';
const FEDORA_LIBRARIES = 'gtk3 nss alsa-lib mesa-libgbm';

/**
 * Makes sure that the binary finds its libraries. Resolves with the outcome in words and whether nothing had to be done.
 * As root on Debian and Ubuntu what is missing is installed; else a SetupFailure names the one command to run.
 */
export async function ensureSystemLibraries(binary, { say = () => {} } = {}) {
  if (process.platform !== 'linux') return { outcome: 'part of the system', idle: true };
  const stamp = machineStamp(binary);
  if (readJson(record)?.stamp === stamp) return { outcome: 'complete', idle: true };

  const before = await look(binary);
  if (before.libraries.length === 0 && before.font) {
    writeJson(record, { stamp });
    return { outcome: 'complete', idle: false };
  }
  const wanted = describe(before);
  if (!fs.existsSync('/usr/bin/apt-get')) return withoutApt(before, wanted, say);
  if (process.getuid?.() !== 0) return withoutRoot(before, wanted, say);

  say(`${wanted}; installing`);
  const apt = (args) => run('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  await apt(['update']);
  const packages = await packagesFor(before);
  const installed = await apt(['install', '-y', '--no-install-recommends', ...packages]);
  const after = await look(binary);
  if (after.libraries.length > 0) {
    const why = installed.stderr.trim().split('\n').at(-1) || 'no reason given';
    throw new SetupFailure(`The system packages ${packages.join(' ')} could not be installed (${why}); ${describe(after)}.`);
  }
  if (!after.font) say('no font with Chinese characters could be installed: Chinese text will show as boxes');
  writeJson(record, { stamp: machineStamp(binary) });
  return { outcome: `installed ${packages.join(' ')}`, idle: false };
}

/** What `ldd` does not find for the binary, and whether a font with Chinese characters is there. */
async function look(binary) {
  const libraries = new Set();
  // Its own libraries next to it are loaded by name later, and bring needs of their own.
  const folder = path.dirname(binary);
  const files = [
    binary,
    ...fs
      .readdirSync(folder)
      .filter((name) => /\.so(\.\d+)*$/.test(name))
      .map((name) => path.join(folder, name)),
  ];
  const listing = await run('ldd', files, {
    env: { ...process.env, LD_LIBRARY_PATH: [folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':') },
  });
  for (const [, name] of listing.stdout.matchAll(/^\s*(\S+) => not found/gm)) libraries.add(name);
  const fonts = await run('fc-list', [':lang=zh', 'family']);
  return { libraries: [...libraries], font: fonts.code === 0 && fonts.stdout.trim() !== '' };
}

function describe({ libraries, font }) {
  const parts = [];
  if (libraries.length > 0) {
    const shown = libraries.slice(0, 4).join(', ');
    parts.push(
      `${libraries.length === 1 ? 'one shared library is' : `${libraries.length} shared libraries are`} missing (${shown}${libraries.length > 4 ? ', ...' : ''})`,
    );
  }
  if (!font) parts.push('no font has Chinese characters');
  return parts.join('; ');
}

async function packagesFor({ libraries, font }) {
  const names = [];
  if (libraries.length > 0) for (const choices of DEBIAN_LIBRARIES) names.push(await firstOffered(choices));
  if (!font) names.push(DEBIAN_FONT);
  return names;
}

async function firstOffered(choices) {
  for (const name of choices) {
    const policy = await run('apt-cache', ['policy', name], { env: { ...process.env, LC_ALL: 'C' } });
    if (/Candidate: (?!\(none\))\S/.test(policy.stdout)) return name;
  }
  // Package lists that were never fetched offer nothing: then the release decides.
  return renamedSince() ? choices[0] : choices.at(-1);
}

function renamedSince() {
  try {
    const release = fs.readFileSync('/etc/os-release', 'utf8');
    const id = /^ID="?([^"\n]+)/m.exec(release)?.[1];
    const version = Number.parseInt(/^VERSION_ID="?([^"\n]+)/m.exec(release)?.[1] ?? '0', 10);
    return (id === 'debian' && version >= 13) || (id === 'ubuntu' && version >= 24);
  } catch {
    return false;
  }
}

async function withoutRoot(missing, wanted, say) {
  const command = `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${(await packagesFor(missing)).join(' ')}`;
  return report(missing, wanted, command, say);
}

function withoutApt(missing, wanted, say) {
  const dnf = fs.existsSync('/usr/bin/dnf');
  const command = dnf
    ? `sudo dnf install -y ${FEDORA_LIBRARIES} wqy-microhei-fonts`
    : "your system's package tool for GTK 3, NSS, ALSA, GBM and a font with Chinese characters";
  return report(missing, wanted, command, say);
}

function report(missing, wanted, command, say) {
  if (missing.libraries.length > 0) throw new SetupFailure(`Electron cannot run yet: ${wanted}. Please run:\n\n    ${command}\n`);
  say(`${wanted}: Chinese text will show as boxes until this is run: ${command}`);
  return { outcome: 'complete, without a Chinese font', idle: false };
}

/** Changes when the binary or the set of installed packages does. */
function machineStamp(binary) {
  const about = fs.statSync(binary);
  const mtime = (file) => {
    try {
      return fs.statSync(file).mtimeMs;
    } catch {
      return 0;
    }
  };
  return [binary, about.size, about.mtimeMs, mtime('/var/lib/dpkg/status'), mtime('/var/lib/rpm')].join('|');
}
