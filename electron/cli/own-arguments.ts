/**
 * The arguments meant for the app: what follows the executable, without the app folder that a working copy is started with.
 * @param argv process.argv
 * @param fromFolder true when Electron was told which folder to run (`process.defaultApp`)
 */
export function ownArguments(argv: readonly string[], fromFolder: boolean): string[] {
  const rest = argv.slice(1);
  if (!fromFolder) return rest;
  const folder = rest.findIndex((arg) => !arg.startsWith('-'));
  return folder < 0 ? rest : rest.filter((_, index) => index !== folder);
}
