import type { Site } from '../dataset';
import { generateWorld } from './generate';
import type { WorldSize } from './model';
import { plantInWorld, type Planted } from './plants';

export type { World, WorldSize } from './model';
export { DEFAULT_SEED, DEFAULT_TODAY, SIZES } from './defaults';

export interface WorldSpec {
  readonly site: Site;
  readonly size: WorldSize;
  readonly seed: number;
  readonly clean: boolean;
}

/** A world as it is served, and what was planted into its records. */
export interface PlantedWorld extends Planted {
  readonly spec: WorldSpec;
}

/** The world of a specification: generated, then planted unless clean. Pure. */
export function plantedWorld(spec: WorldSpec): PlantedWorld {
  const world = generateWorld(spec.site, spec.size, spec.seed);
  return spec.clean ? { spec, world, notes: [], repeated: null, taken: [] } : { spec, ...plantInWorld(world) };
}
