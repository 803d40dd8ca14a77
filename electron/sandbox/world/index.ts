import type { Site } from '../dataset';
import { generateWorld, type SeenFees } from './generate';
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

/** The world made last: whoever serves one also writes its ledgers and files, and its answer key. */
let last: PlantedWorld | null = null;

/**
 * The world of a specification: generated, then planted unless clean. Pure; the last one is kept.
 * @param seen gets the fee records as they were before anything was planted, so that who wants all of them need not have them made again
 */
export function plantedWorld(spec: WorldSpec, seen?: SeenFees): PlantedWorld {
  if (seen === undefined && last !== null && isSame(last.spec, spec)) return last;
  last = null;
  const world = generateWorld(spec.site, spec.size, spec.seed, seen);
  last = spec.clean ? { spec, world, notes: [], repeated: null, taken: [] } : { spec, ...plantInWorld(world) };
  return last;
}

const isSame = (a: WorldSpec, b: WorldSpec): boolean => a.site === b.site && a.size === b.size && a.seed === b.seed && a.clean === b.clean;
