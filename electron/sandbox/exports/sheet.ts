/** One exported table: headings and rows of printed text. */
export interface ExportSheet {
  readonly name: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const BOM = '\ufeff';

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

/** Comma separated, quoted where needed, CRLF. */
export function csvText(rows: Iterable<readonly string[]>): string {
  let text = '';
  for (const row of rows) text += row.map(quoted).join(',') + '\r\n';
  return text;
}

/** As an .xlsx of one sheet, heading in row 1, every cell as text: a double cannot hold eight decimals of a large amount. */
export async function workbookOf(sheet: ExportSheet): Promise<Uint8Array> {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  workbook.created = new Date(Date.UTC(2026, 10, 6));
  const worksheet = workbook.addWorksheet(sheet.name);
  worksheet.addRow([...sheet.heads]);
  for (const row of sheet.rows) worksheet.addRow([...row]);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
