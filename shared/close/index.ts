export { ageInPeriods, breakStates, isOpen, staleDecisions, UNDECIDED, type BreakState, type BreakStates, type StaleDecision } from './break-state';
export { ARCHIVE_VERSION, buildArchive, type Archive } from './archive';
export { asCloseCheck, carriedInto, closeCheck, type CarriedBreak, type CloseOutcome, type CloseQuestion, type Missing } from './check';
export { periodState } from './period-state';
export { belongsTo, type ClosableBreak, type ClosableTotal } from './rows';
