import type { SignOffSheet } from '../../shared/workbook/signoff-sheet';

const STYLE = `
@page { size: A4; margin: 14mm 13mm 18mm; }
* { box-sizing: border-box; }
body { margin: 0; color: #1a1f29; font: 9.5pt/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", "Segoe UI", Arial, sans-serif; }
h1 { font-size: 17pt; margin: 0 0 4mm; color: #1f3a5f; }
h2 { font-size: 11.5pt; margin: 6mm 0 2mm; color: #1f3a5f; break-after: avoid; }
dl { display: grid; grid-template-columns: max-content 1fr max-content 1fr; gap: 1mm 5mm; margin: 0; }
dt { color: #5b6472; }
dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; font-size: 8.5pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th { text-align: left; white-space: nowrap; background: #1f3a5f; color: #fff; font-weight: 600; padding: 1.2mm 2mm; -webkit-print-color-adjust: exact; }
td { padding: 1mm 2mm; border-bottom: 0.2mm solid #d0d5dd; vertical-align: top; overflow-wrap: anywhere; }
td:first-child { white-space: nowrap; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
p.mark { border: 0.5mm solid #b42318; color: #b42318; font-weight: 600; font-size: 11pt; padding: 2mm 3mm; margin: 0 0 4mm; }
p.note { margin: 1.5mm 0 0; color: #5b6472; font-size: 8.5pt; }
.signatures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 4mm 8mm; margin-top: 14mm; break-inside: avoid; }
.signatures div { border-top: 0.3mm solid #1a1f29; padding-top: 1mm; color: #5b6472; margin-top: 8mm; }
.proof { margin-top: 8mm; padding-top: 2mm; border-top: 0.2mm solid #d0d5dd; font-size: 8pt; break-inside: avoid; }
.proof dl { grid-template-columns: max-content 1fr; }
.proof dd { font-family: "DejaVu Sans Mono", Consolas, Menlo, monospace; }
`;

/** The sign-off sheet as a page: what came from data is text and never markup. */
export function signOffHtml(sheet: SignOffSheet, nonce: string): string {
  const pairs = (list: readonly (readonly [string, string])[]): string =>
    list.map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`).join('');
  return [
    `<!doctype html><html lang="${sheet.language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">`,
    `<title>${escaped(sheet.title)}</title><style nonce="${nonce}">${STYLE}</style></head><body>`,
    `<h1>${escaped(sheet.title)}</h1>${sheet.mark ? `<p class="mark">${escaped(sheet.mark)}</p>` : ''}<dl>${pairs(sheet.head)}</dl>`,
    ...sheet.sections.map(sectionHtml),
    sheet.signatures.length === 0
      ? ''
      : `<div class="signatures">${sheet.signatures.map((label) => `<div>${escaped(label)}</div>`).join('')}</div>`,
    `<div class="proof"><dl>${pairs(sheet.proof)}</dl></div></body></html>`,
  ].join('');
}

function sectionHtml({ title, columns, numbers, rows, note }: SignOffSheet['sections'][number]): string {
  const first = columns.length - numbers;
  const row = (tag: 'th' | 'td', cells: readonly string[]): string =>
    `<tr>${cells.map((cell, at) => `<${tag}${at >= first ? ' class="n"' : ''}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  const table =
    columns.length === 0
      ? ''
      : `<table><thead>${row('th', columns)}</thead><tbody>${rows.map((cells) => row('td', cells)).join('')}</tbody></table>`;
  return `<h2>${escaped(title)}</h2>${table}${note === null ? '' : `<p class="note">${escaped(note)}</p>`}`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
}
