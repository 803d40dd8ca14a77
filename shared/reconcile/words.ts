/** Words in both languages; `{name}` takes a parameter (`words/filled.ts`), and a parameter that starts with `@` names another entry. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}
