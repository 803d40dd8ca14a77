import type { World } from './model';
import type { PlantNote } from './notes';

/** Plants breaks into the records of a world. */
export function plantInWorld(world: World): { world: World; notes: PlantNote[] } {
  return { world, notes: [] };
}
