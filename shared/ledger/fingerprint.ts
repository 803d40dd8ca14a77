import { canonicalJson, sha256Hex } from '../digest';
import type { Cell } from './types';
import { plainHead } from './headings';

/**
 * Digest of a layout: its heads in order, without what does not change their meaning. Two months' files of one book have the same;
 * a mapping made for one of them is offered for the other.
 */
export function layoutFingerprint(heads: readonly Cell[]): string {
  const plain = heads.map((head) => (head === null ? '' : plainHead(head)));
  while (plain.length > 0 && plain[plain.length - 1] === '') plain.pop();
  return sha256Hex(canonicalJson(plain));
}
