/** What the dialog exports; lists are exported from their grids. */
export const EXPORT_KINDS = ['workbook', 'statements', 'signoff', 'pack'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];
