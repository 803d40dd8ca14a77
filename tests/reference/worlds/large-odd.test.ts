import { seeds } from './answers';
import { largeWorlds } from './large';

largeWorlds(
  'large sandbox worlds of odd seeds',
  seeds(50, 10).filter((seed) => seed % 2 === 1),
  seeds(2, 0).map((seed) => ({ site: 'cn', seed, clean: true })),
);
