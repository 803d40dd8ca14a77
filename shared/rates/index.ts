export * from './convert';
export * from './dates';
export * from './listed';
export * from './rate-sheet';
export * from './rate-table';
export * from './view';
