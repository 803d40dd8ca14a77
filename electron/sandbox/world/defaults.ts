import { WORLD_SIZES, type WorldSize } from './model';

/** Kept apart from the generator, so that who only needs a default does not load a world. */

export const SIZES: readonly WorldSize[] = WORLD_SIZES;
export const DEFAULT_SEED = 7;
/** October is final on this day (bills are made on day 5). */
export const DEFAULT_TODAY = '2026-11-06';
