import { seeds } from './answers';
import { largeWorlds } from './large';

largeWorlds(
  'large sandbox worlds of even seeds',
  seeds(50, 10).filter((seed) => seed % 2 === 0),
  seeds(4, 0).flatMap((seed) => [false, true].map((clean) => ({ site: 'intl', seed, clean }) as const)),
);
