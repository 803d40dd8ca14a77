/** `312 KB`, `4.1 MB`: how large a file is, roughly. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} KB`;
  return `${Math.round(bytes / 100_000) / 10} MB`;
}
