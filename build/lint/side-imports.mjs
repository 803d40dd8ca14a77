// The import rule: the folder of a file says what it may use. Judged by where an import leads, not by how it is written.
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { root } from '../setup/paths.mjs';

const SCREEN = [
  'react',
  'react-dom',
  'react-i18next',
  'react-router',
  'antd',
  '@ant-design',
  '@tanstack',
  'recharts',
  'dexie',
  'dexie-react-hooks',
];

/**
 * Per folder, the most exact one first. `folders`: where its imports may lead. `only`: the only packages it may use.
 * `never`: packages and folders it may not use although `folders` would allow them. `node`: whether Node's modules are there.
 */
const SIDES = [
  { at: 'shared', folders: ['shared'], only: ['zod', '@noble/hashes'], node: false, why: 'shared code runs on every side' },
  {
    at: 'electron/sandbox',
    folders: ['electron', 'shared'],
    never: ['electron/sync', 'shared/reconcile', ...SCREEN],
    why: 'the sandbox knows the contract only, or it would agree with our own mistakes',
  },
  {
    at: 'electron/sync',
    folders: ['electron', 'shared'],
    never: ['electron/sandbox', 'shared/reconcile', ...SCREEN],
    why: 'the sync client knows the contract only',
  },
  { at: 'electron', folders: ['electron', 'shared'], never: SCREEN, why: 'the main side has no page' },
  {
    at: 'renderer',
    folders: ['renderer', 'shared'],
    never: ['electron', 'original-fs'],
    node: false,
    why: 'page code has neither Node nor Electron',
  },
  { at: 'build', folders: ['build'], never: SCREEN, why: 'the build stands outside the product' },
];

/** Why an import is refused, in words, or nothing when it is allowed. `file` and the result are about the project's folders. */
export function refusal(file, source) {
  const place = path.relative(root, file).split(path.sep).join('/');
  const side = SIDES.find(({ at }) => place.startsWith(`${at}/`));
  if (!side) return undefined;
  const target = source.split('?')[0];
  const refuse = `${side.at} may not import ${source}: ${side.why}.`;
  if (target.startsWith('.') || path.isAbsolute(target)) {
    const to = path
      .relative(root, path.resolve(path.dirname(file), target))
      .split(path.sep)
      .join('/');
    const allowed =
      side.folders.some((folder) => within(to, folder)) && !side.never?.some((name) => within(to, name) && name.includes('/'));
    return allowed ? undefined : refuse;
  }
  if (isBuiltin(target)) return side.node === false ? refuse : undefined;
  if (side.only) return side.only.some((name) => within(target, name)) ? undefined : refuse;
  return side.never?.some((name) => within(target, name)) ? refuse : undefined;
}

const within = (target, name) => target === name || target.startsWith(`${name}/`);

export const sideImports = {
  meta: { type: 'problem', schema: [], docs: { description: 'keeps shared, electron and renderer apart' } },
  create(context) {
    const check = (node) => {
      if (node?.type !== 'Literal' || typeof node.value !== 'string') return;
      const message = refusal(context.filename, node.value);
      if (message) context.report({ node, message });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
      CallExpression: (node) => node.callee.type === 'Identifier' && node.callee.name === 'require' && check(node.arguments[0]),
    };
  },
};
