/** The official SDK's signer as the oracle: same input, its Authorization header. */
import { createRequire } from 'node:module';

interface OfficialRequest {
  method: string;
  endpoint: string;
  headers: Record<string, string>;
  queryParams: Record<string, unknown>;
  data?: unknown;
}

interface OfficialSigner {
  sign(request: OfficialRequest, credential: { getAk(): string; getSk(): string }): Record<string, string>;
}

const load = createRequire(import.meta.url);
// The package's entry does not export its signer.
const { AKSKSigner } = load('@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js') as { AKSKSigner: OfficialSigner };

export interface OracleInput {
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | number | readonly (string | number)[]>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed; the official signer hashes `JSON.stringify` of it. */
  readonly body: unknown;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly date: Date;
}

export function officialAuthorization(input: OracleInput): string {
  const queryParams = Object.fromEntries(
    Object.entries(input.query).map(([name, value]) => [name, Array.isArray(value) ? [...(value as unknown[])] : value]),
  );
  const headers = { ...input.headers, 'X-Sdk-Date': input.date.toISOString().slice(0, 19).replace(/[-:]/g, '') + 'Z' };
  const signed = AKSKSigner.sign(
    {
      method: input.method,
      endpoint: input.origin + input.path,
      headers,
      queryParams,
      ...(input.body === undefined ? {} : { data: input.body }),
    },
    { getAk: () => input.accessKey, getSk: () => input.secretKey },
  );
  return signed['Authorization'] ?? '';
}
