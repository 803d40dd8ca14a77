import type { Site } from '../dataset';
import { generateWorld } from './generate';
import type { World, WorldSize } from './model';
import type { PlantNote } from './notes';
import { plantInWorld } from './plants';

export type { World, WorldSize } from './model';
export const SIZES: readonly WorldSize[] = ['tiny', 'small'];
export const DEFAULT_SEED = 7;
/** October is final on this day (bills are made on day 5). */
export const DEFAULT_TODAY = '2026-11-06';

export interface WorldSpec {
  readonly site: Site;
  readonly size: WorldSize;
  readonly seed: number;
  readonly clean: boolean;
}

/** A world as it is served, and what was planted into its records. */
export interface PlantedWorld {
  readonly spec: WorldSpec;
  readonly world: World;
  readonly notes: readonly PlantNote[];
}

/** The world of a specification: generated, then planted unless clean. Pure. */
export function plantedWorld(spec: WorldSpec): PlantedWorld {
  const world = generateWorld(spec.site, spec.size, spec.seed);
  return spec.clean ? { spec, world, notes: [] } : { spec, ...plantInWorld(world) };
}
