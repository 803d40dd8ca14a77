export { BREAK_CLASSES, parseReport, ReportSchema, type Report } from './schema';
export { buildReport, exitCodeOf, NO_SYNC, type ReportFrame } from './build';
export { sameMonth } from './closed-months';
export { renderReport } from './render';
export { sourceOf, type ClosedMonth, type ReportSource, type SourceBreak, type SourceMargin, type SourceMatching } from './source';
export {
  briefText,
  keptTotal,
  sentenceText,
  type KeptTotal,
  type SourceCheck,
  type SourceStep,
  type SourceTotal,
  type Words,
} from './totals';
export { rowText } from './row-text';
export { displayWidth, tableLines } from './table';
