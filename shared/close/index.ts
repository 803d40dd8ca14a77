export { AGE_BUCKETS, ageBucket, ageInPeriods, type AgeBucket } from './ageing';
export {
  actsIn,
  historyOf,
  isOpen,
  standingActs,
  stateAfter,
  UNDECIDED,
  withAct,
  withSignOff,
  wholeOf,
  type BreakAct,
  type BreakState,
} from './break-life';
export { breakStates, staleDecisions, type BreakStates, type StaleDecision } from './break-state';
export { ARCHIVE_VERSION, buildArchive, closedRows, replayOf, ReplayError, type Archive, type Replay } from './archive';
export { firstDifference, type Difference } from './month-outcome';
export { asCloseCheck, carriedInto, closeCheck, type CloseOutcome, type CloseQuestion, type Missing } from './check';
export { periodState } from './period-state';
export { signedIn } from './signed-in';
export { signedMonth, type SignedMonth } from './signed-month';
export { belongsTo, type ClosableBreak, type ClosableTotal } from './rows';
export { DRIFT_PARTS, driftOf, NO_DRIFT, partDigests, type ClosedRows, type DriftLine, type DriftPart, type DriftReport } from './drift';
export {
  decisionsDocument,
  MOST_SHARED,
  DecisionsDocument,
  matchedWith,
  reviewDecisions,
  tornMatch,
  type ReviewedBreak,
  type ReviewKind,
  type SharedBreak,
} from './decisions-file';
