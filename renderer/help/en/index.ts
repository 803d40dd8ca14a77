import { breaks } from './breaks';
import { figures } from './figures';
import { monthEnd } from './month-end';
import { questions } from './questions';
import { safety } from './safety';
import { start } from './start';
import { totals } from './totals';

export const written = { start, safety, 'month-end': monthEnd, totals, breaks, figures, questions } as const;
