/** Takes out of a text what opens doors: access keys, secret keys, signatures, tokens, passwords. */

const MARK = '[redacted]';

/** Each pattern keeps what its groups `before` and `after` hold. Order matters: named values first, then shapes. */
const PATTERNS: readonly RegExp[] = [
  // Whole credential headers, however their parts are ordered (signing.md: `SDK-HMAC-SHA256 Access=..., Signature=...`).
  /(?<before>authorization[\\"']*\s*[:=]\s*[\\"']*)[^\r\n"']+/gi,
  /(?<before>SDK-HMAC-SHA256\s+)Access=[^\r\n"']+/g,
  /(?<before>\bBearer\s+)[\w.~+/=-]+/gi,
  // Values by the name before them: in JSON, JSON within JSON, query strings, headers and plain sentences.
  /(?<before>(?:token|signature|password|passwd|passphrase|cookie)[\\"']*\s*[:=]\s*[\\"']*)[^\s\\"',;&})]+/gi,
  /(?<before>(?:access[-_ ]?key(?:[-_ ]?id)?|secret(?:[-_ ]?access)?(?:[-_ ]?key)?)[\\"']*\s*[:=]\s*[\\"']*)[^\s\\"',;&})]+/gi,
  /(?<before>\b(?:access|ak|sk)[\\"']*\s*[:=]\s*[\\"']*)[^\s\\"',;&})]+/gi,
  /(?<before>https?:\/\/)[^\s/@]+(?=@)/gi,
  // Shapes of Huawei Cloud keys, wherever they stand: 20 capitals and digits; 40 letters and digits of both cases.
  /(?<![A-Za-z0-9])(?=[A-Z0-9]*[A-Z])(?=[A-Z0-9]*\d)[A-Z0-9]{20}(?![A-Za-z0-9])/g,
  /(?<![A-Za-z0-9])(?=[A-Za-z0-9]*[A-Z])(?=[A-Za-z0-9]*[a-z])(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{40}(?![A-Za-z0-9])/g,
  // Temporary security tokens are long base64; a SHA-256 is 64 hexadecimal digits and stays.
  /(?<![\w+/=-])(?=[\w+/=-]*[G-Zg-z])[\w+/=-]{100,}/g,
];

/** The text with everything that looks like a credential replaced by `[redacted]`. Rather too much than too little. */
export function redact(text: string): string {
  let clean = text;
  for (const pattern of PATTERNS) clean = clean.replace(pattern, (...args) => `${beforeOf(args.at(-1))}${MARK}`);
  return clean;
}

function beforeOf(groups: unknown): string {
  return typeof groups === 'object' && groups !== null && 'before' in groups && typeof groups.before === 'string' ? groups.before : '';
}
