import { describe, expect, it } from 'vitest';
import {
  ACTS,
  BILL_KINDS,
  BREAK_STATES,
  CHARGE_MODES,
  CLASSES,
  PASSES,
  PERIOD_STATES,
  REASON_CODES,
  REFUND_STATES,
  TOTAL_NAMES,
  TOTAL_STATES,
} from '../../../shared/workbook/words';
import { en } from '../../../renderer/i18n/en';
import { zh } from '../../../renderer/i18n/zh';

const SETS = {
  breakClass: CLASSES,
  pass: PASSES,
  breakStatus: BREAK_STATES,
  reason: REASON_CODES,
  totalStatus: TOTAL_STATES,
  totalName: TOTAL_NAMES,
  periodState: PERIOD_STATES,
  refundStatus: REFUND_STATES,
  kind: BILL_KINDS,
  chargeMode: CHARGE_MODES,
  act: ACTS,
} as const;

describe('screen and workbook', () => {
  it.each(Object.keys(SETS) as (keyof typeof SETS)[])('use the same words for %s', (set) => {
    const book = Object.entries(SETS[set]);
    expect(zh.codes[set]).toEqual(Object.fromEntries(book.map(([code, words]) => [code, words.zh])));
    expect(en.codes[set]).toEqual(Object.fromEntries(book.map(([code, words]) => [code, words.en])));
  });
});
