/** Signs, codes and words of currencies as books write them. */

const CODES =
  'CNY|CNH|RMB|USD|EUR|HKD|MOP|TWD|SGD|GBP|JPY|KRW|THB|MYR|IDR|PHP|VND|INR|AUD|NZD|CAD|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RUB|TRY|BRL|MXN|CLP|PEN|COP|ARS|ZAR|NGN|KES|EGP|AED|SAR|QAR|KWD|BHD|OMR|ILS|PKR|BDT|LKR';
const SIGNS = 'US\\$|CN¥|HK\\$|NT\\$|MOP\\$|S\\$|A\\$|C\\$|R\\$|[¥$€£₩₹₱฿]';
const WORDS = '人民币|美元|美金|欧元|英镑|日元|日圆|港币|港元|新加坡元|澳元|加元';

/** At the start of an amount; group 1 is the sign, code or word. */
export const BEFORE = new RegExp(`^(${SIGNS}|${WORDS}|(?:${CODES})(?![A-Za-z]))\\s*`, 'i');
/** At the end of an amount. 元 and 圆 say the unit as well. */
export const AFTER = new RegExp(`\\s*(${SIGNS}|${WORDS}|(?<![A-Za-z])(?:${CODES})|人民币元|元整?|圆整?)$`, 'i');

const NAMED: Readonly<Record<string, string>> = {
  US$: 'USD',
  'CN¥': 'CNY',
  HK$: 'HKD',
  NT$: 'TWD',
  MOP$: 'MOP',
  S$: 'SGD',
  A$: 'AUD',
  C$: 'CAD',
  R$: 'BRL',
  '¥': 'CNY',
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '₩': 'KRW',
  '₹': 'INR',
  '₱': 'PHP',
  '฿': 'THB',
  人民币: 'CNY',
  人民币元: 'CNY',
  本位币: 'CNY',
  元: 'CNY',
  元整: 'CNY',
  圆: 'CNY',
  圆整: 'CNY',
  RMB: 'CNY',
  CNH: 'CNY',
  美元: 'USD',
  美金: 'USD',
  欧元: 'EUR',
  英镑: 'GBP',
  日元: 'JPY',
  日圆: 'JPY',
  港币: 'HKD',
  港元: 'HKD',
  新加坡元: 'SGD',
  澳元: 'AUD',
  加元: 'CAD',
};

/** ISO code of a sign, code or word; an unknown code as it is. */
export function currencyOf(word: string): string {
  return NAMED[word] ?? NAMED[word.toUpperCase()] ?? word.toUpperCase();
}

/** ISO code of a word the program knows, or undefined. */
export function knownCurrency(word: string): string | undefined {
  return NAMED[word];
}

const DOLLARS = new Set('USD HKD SGD TWD AUD CAD NZD BRL MXN CLP COP ARS MOP'.split(' '));

const YUAN = new Set('CNY HKD TWD MOP SGD'.split(' '));

/** True when a bare sign may stand for the currency: `$` for all dollars and pesos, `¥` for yuan and yen, 元 for what its own people call so. */
export function signFits(sign: string, currency: string): boolean {
  if (sign === '$') return DOLLARS.has(currency);
  if (sign === '¥') return currency === 'CNY' || currency === 'JPY';
  return /^[元圆]整?$/.test(sign) && YUAN.has(currency);
}

/** True for signs that several currencies share. */
export function isLooseSign(word: string): boolean {
  return word === '$' || word === '¥' || /^[元圆]整?$/.test(word);
}
