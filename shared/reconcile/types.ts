/**
 * What the engine takes and gives. Columns in, plain records out; amounts inside are bigint units of 10^-8, outside (reports, store,
 * bridge) decimal text.
 */
export * from './types/input';
export * from './types/rules';
export * from './types/result';
