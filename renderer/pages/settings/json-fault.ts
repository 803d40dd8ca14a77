/** Where a text stops being JSON, as a person counts, or null when it is JSON. */
export function jsonFault(text: string): { line: number; column: number } | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const at = /position (\d+)/.exec(error instanceof Error ? error.message : '');
    const before = text.slice(0, at ? Number(at[1]) : text.length).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
}
