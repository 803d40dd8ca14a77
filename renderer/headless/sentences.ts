/** What a run without a person says on stderr, in both languages. `{x}` is filled in. */
const SENTENCES = {
  opening: { zh: '打开本地数据：{profile}', en: 'Opening the local data of {profile}' },
  syncing: { zh: '同步：{done}/{total} 个切片，{records} 条记录', en: 'Syncing: {done}/{total} slices, {records} records' },
  synced: {
    zh: '同步完成：{requests} 次调用，{records} 条记录，{seconds} 秒',
    en: 'Synced: {requests} calls, {records} records, {seconds} s',
  },
  unpublished: { zh: '未能取全的切片：{slice}（{reason}）', en: 'Slice not complete: {slice} ({reason})' },
  offline: { zh: '离线：只用缓存', en: 'Offline: using what is cached' },
  importing: { zh: '导入账本：{file}', en: 'Importing ledger {file}' },
  imported: { zh: '已导入 {file}：{rows} 行，{left} 行未计入', en: 'Imported {file}: {rows} rows, {left} left out' },
  sameFile: { zh: '{file} 之前已导入，内容未变', en: '{file} was imported before; nothing changed' },
  badCell: {
    zh: '{file} 工作表 {sheet} 第 {row} 行 {column} 列：“{value}”无法读取（{why}）',
    en: '{file}, sheet {sheet}, row {row}, column {column}: "{value}" cannot be read ({why})',
  },
  unresolved: {
    zh: '{file}：“{party}”（{rows} 行）对不上任何客户，请在别名表中指定',
    en: '{file}: "{party}" ({rows} rows) matches no customer; name it in the alias file',
  },
  reconciling: { zh: '对账', en: 'Reconciling' },
  reconciled: { zh: '对账完成：{breaks} 处差异', en: 'Reconciled: {breaks} breaks' },
  exporting: { zh: '导出工作簿：{file}', en: 'Writing the workbook {file}' },
  failedBadCells: {
    zh: '{file} 有 {count} 个单元格无法读取，未导入任何内容；请改正，或加 --skip-bad-rows 跳过这些行。',
    en: '{file} has {count} cells that cannot be read, so nothing was imported; correct them, or leave those rows out with --skip-bad-rows.',
  },
  failedSync: { zh: '同步停止：{reason}。', en: 'The sync stopped: {reason}.' },
  failedTable: { zh: '{file} 无法作为账本读取：{reason}。', en: '{file} cannot be read as a ledger: {reason}.' },
  failedDocument: { zh: '{file} 无效：{reason}。', en: '{file} is not valid: {reason}.' },
  failedExport: { zh: '工作簿 {file} 未能写出：{reason}。', en: 'The workbook {file} could not be written: {reason}.' },
  failedOpen: { zh: '本地数据无法打开：{reason}。', en: 'The local data cannot be opened: {reason}.' },
  failedOther: { zh: '运行失败：{reason}。', en: 'The run failed: {reason}.' },
} as const;

export type SentenceKey = keyof typeof SENTENCES;

export function sentence(language: 'zh' | 'en', key: SentenceKey, params: Readonly<Record<string, string | number>> = {}): string {
  return SENTENCES[key][language].replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}
