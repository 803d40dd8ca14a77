import type { DocumentRefusal } from './types';

/** A document that is not read at all; `params` go into the sentence of the reason (words.ts). */
export class DocumentRefused extends Error {
  constructor(
    readonly reason: DocumentRefusal,
    readonly params: Readonly<Record<string, string>> = {},
  ) {
    super(`document refused: ${reason}`);
    this.name = 'DocumentRefused';
  }
}
