/** Measure units of the made-up gateway; kinds are the contract's (MeasureType). */

interface Unit {
  readonly id: number;
  readonly zh: string;
  readonly en: string;
  readonly abbreviation: string;
  readonly type: number;
}

/** Fee records of the world measure their usage in unit 4. */
export const UNITS: readonly Unit[] = [
  { id: 1, zh: '元', en: 'Main currency unit', abbreviation: 'yuan', type: 1 },
  { id: 4, zh: '秒', en: 'Second', abbreviation: 's', type: 2 },
  { id: 5, zh: '分钟', en: 'Minute', abbreviation: 'min', type: 2 },
  { id: 6, zh: '小时', en: 'Hour', abbreviation: 'h', type: 2 },
  { id: 10, zh: 'GB', en: 'GB', abbreviation: 'GB', type: 3 },
  { id: 11, zh: 'MB', en: 'MB', abbreviation: 'MB', type: 3 },
  { id: 15, zh: 'Mbps', en: 'Mbit/s', abbreviation: 'Mbps', type: 16 },
  { id: 17, zh: 'GB', en: 'GB', abbreviation: 'GB', type: 7 },
];

/** One `unit` is `ratio` times `of`. */
export const RATIOS = [
  { unit: 5, of: 4, ratio: 60, type: 2 },
  { unit: 6, of: 4, ratio: 3600, type: 2 },
  { unit: 10, of: 11, ratio: 1024, type: 3 },
] as const;

export function unitNameInEnglish(id: string): string | undefined {
  return UNITS.find((unit) => String(unit.id) === id)?.en;
}
