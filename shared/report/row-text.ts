/**
 * A break's row in words a person can look up: the key of {@link rowKey} split again. Unknown keys stay as they are.
 * @param fileOf file name of an import
 */
export function rowText(key: string, language: 'zh' | 'en', fileOf: (importId: string) => string): string {
  const [kind, a = '', b = '', c = ''] = key.split('|');
  const zh = language === 'zh';
  switch (kind) {
    case 'bill':
      return [zh ? '账单' : 'bill', a, b, c].filter((part) => part !== '').join(' ');
    case 'entry':
      return zh ? `台账 ${fileOf(a)} 第 ${String(Number(b))} 行` : `ledger ${fileOf(a)} row ${String(Number(b))}`;
    case 'order':
      return zh ? `订单 ${a}` : `order ${a}`;
    case 'adjustment':
      return zh ? `调账记录 ${a}` : `fund adjustment ${a}`;
    default:
      return key;
  }
}
