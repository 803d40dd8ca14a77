import type { WireRecord } from './wire';

/** A refusal of the gateway (APIGW) or of the billing service (CBC); codes and statuses follow the documented tables. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }

  /** Error body; every one carries a request ID here, as answers that pass the gateway do. */
  body(requestId: string): WireRecord {
    return { error_code: this.code, error_msg: this.message, request_id: requestId };
  }
}

export const unknownPath = (): ApiError =>
  new ApiError(404, 'APIGW.0101', 'The API does not exist or has not been published in the environment');
export const notAuthorized = (why: string): ApiError => new ApiError(401, 'APIGW.0301', `Incorrect IAM authentication information: ${why}`);
export const throttled = (limit: number): ApiError =>
  new ApiError(
    429,
    'APIGW.0308',
    `The throttling threshold has been reached: policy user over ratelimit,limit:${String(limit)},time:1 second`,
  );
export const badParameter = (why: string): ApiError => new ApiError(400, 'CBC.0100', `Parameter error: ${why}`);
export const foreignReseller = (): ApiError => new ApiError(400, 'CBC.99000037', 'No permission to operate on this indirect partner');
export const notAuthorizedCaller = (): ApiError => new ApiError(403, 'CBC.0151', 'Access denied.');
export const noSuchOrder = (): ApiError => new ApiError(400, 'CBC.30000010', 'The order does not exist or is invalid');
export const notARefund = (): ApiError => new ApiError(400, 'CBC.99005026', 'The order is neither an unsubscription nor a downgrade order');
export const internal = (why: string): ApiError => new ApiError(500, 'CBC.0999', `Other error: ${why}`);
