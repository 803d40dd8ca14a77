import type { CostState } from '../cost-state';
import type { PassName } from '../types';

/** A step of cost matching: uses up rows of the state, strict passes before loose ones. */
export interface Pass {
  readonly name: PassName;
  run(state: CostState): void;
}
