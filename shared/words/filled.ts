/**
 * A sentence with its parameters put in: `{name}` takes one, and `{n, s}` is the ending of an English word after the count `n` (“1 row”, “2 rows”).
 * @param param the text of a parameter; undefined leaves `{name}` as it stands
 */
export function filled(text: string, param: (name: string) => string | undefined): string {
  return text.replace(/\{(\w+)(, s)?\}/g, (whole, name: string, ending?: string) => {
    const value = param(name);
    if (ending !== undefined) return value === '1' ? '' : 's';
    return value ?? whole;
  });
}
