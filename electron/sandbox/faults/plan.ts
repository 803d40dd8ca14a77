/** Deliberate misbehaviour: a plan is plain JSON, checked word by word, so that it can be kept in a file and told to others. */
import { z } from 'zod';
import { OPERATIONS } from '../dataset';

const Count = z.number().int().min(1).max(1_000_000);
const Milliseconds = z.number().int().min(0).max(600_000);
const Bytes = z.number().int().min(0).max(2_000_000_000);

/** Which requests a rule is about. Every request of the operation is counted, refused ones too. */
const Address = {
  /** OperationId; every operation when absent. */
  operation: z.enum(OPERATIONS).optional(),
  /** First matching request, counted from 1. */
  from: Count.optional(),
  /** How many matching requests in a row; all later ones when absent. */
  count: Count.optional(),
  /** Of those, the share that is hit; which ones follows from the plan's seed. */
  chance: z.number().gt(0).max(1).optional(),
};

/** What happens to a request that is hit. */
const Effects = {
  /** Wait before anything else. */
  delayMs: Milliseconds.optional(),
  /** Answer with this status and an error body that fits it. */
  status: z.number().int().min(400).max(599).optional(),
  /** With `status`: another error code than the usual one. */
  code: z
    .string()
    .regex(/^[A-Z]{2,8}\.\d{1,10}$/)
    .optional(),
  /** With `status`: a `Retry-After` header, seconds. */
  retryAfter: z.number().int().min(0).max(86_400).optional(),
  /** Cut the connection after so many bytes of the body; 0 before any byte of the answer. */
  dropAfter: Bytes.optional(),
  /** A complete answer whose JSON ends after so many bytes. */
  truncate: Bytes.optional(),
  /** Added to the announced total. */
  totalDelta: z.number().int().min(-1_000_000_000).max(1_000_000_000).optional(),
  /** Later pages come as if so many records had been put in front since (below 0: taken away); the total stays. */
  shift: z.number().int().min(-1000).max(1000).optional(),
  /** Later pages hold what the first one held. */
  repeatPage: z.literal(true).optional(),
  /** Fewer records a page than asked for. */
  pageAtMost: Count.optional(),
  /** The gateway's clock is off, for its `Date` header and for judging signatures. */
  clockSkewSeconds: z.number().int().min(-10_000_000).max(10_000_000).optional(),
  /** The body comes in pieces. */
  drip: z.strictObject({ bytes: Count, everyMs: Milliseconds }).optional(),
  /** The answer is so many bytes longer, in a member nobody asked for. */
  hugeBytes: Bytes.optional(),
  /** Send the caller elsewhere (302). */
  redirect: z.url().max(300).optional(),
  /** A web page instead of JSON, as a network's sign-in page gives. */
  webPage: z.literal(true).optional(),
  /** A 200 with `error_details` of this code beside the data. */
  errorDetails: z
    .string()
    .regex(/^[A-Z]{2,8}\.\d{1,10}$/)
    .optional(),
  /** Nobody answers any more for so long: this and all other connections are cut. */
  vanishMs: Milliseconds.optional(),
};
const EFFECTS = Object.keys(Effects);

const Rule = z
  .strictObject({ ...Address, ...Effects })
  .refine((rule) => Object.keys(rule).some((name) => EFFECTS.includes(name)), { error: 'a rule needs something that happens' })
  .refine((rule) => rule.status !== undefined || (rule.code === undefined && rule.retryAfter === undefined), {
    error: 'code and retryAfter go with a status',
  });

const Plan = z.strictObject({
  /** Decides which requests a rule with a chance hits; 1 unless told. */
  seed: z.number().int().min(0).max(4_294_967_295).optional(),
  /** Serve https with a certificate that nobody should accept. */
  tls: z.enum(['self-signed', 'expired', 'wrong-host']).optional(),
  /** All rules that cover a request are applied; where two want the same thing, the first. */
  rules: z.array(Rule).max(1000),
});

export type FaultRule = z.infer<typeof Rule>;
export type FaultPlan = z.infer<typeof Plan>;
/** The effects of all rules that hit a request. */
export type Effect = Omit<FaultRule, keyof typeof Address>;

/** A text that is no fault plan; the message names the place. */
export class FaultPlanError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FaultPlanError';
  }
}

/** @throws FaultPlanError naming the place of the first fault */
export function parseFaultPlan(text: string): FaultPlan {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new FaultPlanError('it is not JSON');
  }
  return checkFaultPlan(document);
}

/** @throws FaultPlanError naming the place of the first fault */
export function checkFaultPlan(document: unknown): FaultPlan {
  const checked = Plan.safeParse(document);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const place = (issue?.path ?? []).map((part) => (typeof part === 'number' ? `[${String(part)}]` : `.${String(part)}`)).join('');
  throw new FaultPlanError(`${place.replace(/^\./, '') || 'the plan'}: ${issue?.message ?? 'wrong'}`);
}
