export * from './units';
export * from './rounding';
export * from './amount';
