import { filled } from '../../shared/words/filled';

/** What a run without a person says on stderr, in both languages. `{x}` is filled in. */
const SENTENCES = {
  opening: { zh: '打开本地数据：{profile}', en: 'Opening the local data of {profile}' },
  syncing: {
    zh: '同步：{done}/{total} 个切片，{records} 条记录',
    en: 'Syncing: {done}/{total} slice{total, s}, {records} record{records, s}',
  },
  paused: { zh: '同步暂停，恢复后自动继续：{reason}', en: 'The sync is paused and goes on by itself: {reason}' },
  goesOn: { zh: '同步继续', en: 'The sync goes on' },
  clockSlow: {
    zh: '电脑时间慢了 {seconds} 秒，签名已按服务器时间校正',
    en: 'The clock of this computer is {seconds} s slow; signatures used the server’s time',
  },
  clockFast: {
    zh: '电脑时间快了 {seconds} 秒，签名已按服务器时间校正',
    en: 'The clock of this computer is {seconds} s fast; signatures used the server’s time',
  },
  synced: {
    zh: '同步完成：{requests} 次调用，{records} 条记录，{seconds} 秒',
    en: 'Synced: {requests} call{requests, s}, {records} record{records, s}, {seconds} s',
  },
  unpublished: { zh: '未能取全的切片：{slice}（{reason}）', en: 'Slice not complete: {slice} ({reason})' },
  offline: { zh: '离线：只用缓存', en: 'Offline: using what is cached' },
  filesOnly: { zh: '只用文件对账，不连接任何接口', en: 'From files alone; nothing is synced' },
  importingDocument: { zh: '导入华为云文件：{file}', en: "Importing Huawei Cloud's file {file}" },
  takenFor: { zh: '{file} 按“{kind}”读取', en: '{file} is read as: {kind}' },
  saidOfFile: { zh: '{file}：{note}', en: '{file}: {note}' },
  importedDocument: { zh: '已导入 {file}：{rows} 行，{left} 行未计入', en: 'Imported {file}: {rows} row{rows, s}, {left} left out' },
  compared: {
    zh: '{period} {source} 有多个来源，合计{equal}：{sides}',
    en: '{period} {source} came from several sources, sums {equal}: {sides}',
  },
  importing: { zh: '导入账本：{file}', en: 'Importing ledger {file}' },
  imported: { zh: '已导入 {file}：{rows} 行，{left} 行未计入', en: 'Imported {file}: {rows} row{rows, s}, {left} left out' },
  replaced: {
    zh: '{file} 此前（{at}）导入的内容已撤销，由本次取代',
    en: 'What {file} gave before ({at}) is undone; this import takes its place',
  },
  sameFile: { zh: '{file} 之前已导入，内容未变', en: '{file} was imported before; nothing changed' },
  badCell: {
    zh: '{file} 工作表 {sheet} 第 {row} 行 {column} 列：“{value}”无法读取（{why}）',
    en: '{file}, sheet {sheet}, row {row}, column {column}: "{value}" cannot be read ({why})',
  },
  unresolved: {
    zh: '{file}：“{party}”（{rows} 行）对不上任何客户，请在别名表中指定',
    en: '{file}: "{party}" ({rows} row{rows, s}) matches no customer; name it in the alias file',
  },
  reconciling: { zh: '对账', en: 'Reconciling' },
  reconciled: { zh: '对账完成：{breaks} 处差异', en: 'Reconciled: {breaks} break{breaks, s}' },
  notJudged: {
    zh: '{file}：{period} 没有同步，这个账期的台账行没有参与核对',
    en: '{file}: {period} was not synced, so its rows were not compared',
  },
  movementsNotRead: {
    zh: '{file}：没有读到 {period} 的伙伴账户收支，这个月的预付台账没有参与核对',
    en: '{file}: the partner account movements of {period} were not read, so its prepayment rows were not compared',
  },
  waiting: {
    zh: '国际站的账单明细没有接口：台账已存下，待导入账单明细文件后再核对',
    en: 'The International site has no interface for bill lines: the ledgers are kept and wait for the detail file',
  },
  exporting: { zh: '导出工作簿：{file}', en: 'Writing the workbook {file}' },
  failedBadCells: {
    zh: '{file} 有 {count} 个单元格无法读取，未导入任何内容；请改正，或加 --skip-bad-rows 跳过这些行。',
    en: '{file} has {count} cell{count, s} that cannot be read, so nothing was imported; correct the file, or leave such rows out with --skip-bad-rows.',
  },
  failedMissing: {
    zh: '{file} 没有导入：缺少{fields}列，请用 mapping= 指定，账期也可用 period= 填写。',
    en: '{file} was not imported: no column for {fields} was found; name it with mapping=, or a month with period=.',
  },
  failedDoubled: {
    zh: '{file} 没有导入：{columns} 表头相同而内容不同，无法判断哪一列是{fields}，请用 mapping= 指定。',
    en: '{file} was not imported: the columns {columns} have the same head and different content, so {fields} is open; say which with mapping=.',
  },
  failedKeys: {
    zh: '访问密钥未被接受（{call}：{answer}），请检查 RECONCILE_DESK_AK、RECONCILE_DESK_SK 和站点。',
    en: 'The access key was not accepted ({call}: {answer}); check RECONCILE_DESK_AK, RECONCILE_DESK_SK and the site.',
  },
  failedNoKeys: {
    zh: '没有访问密钥，请设置环境变量 RECONCILE_DESK_AK 和 RECONCILE_DESK_SK。',
    en: 'There is no access key; set the environment variables RECONCILE_DESK_AK and RECONCILE_DESK_SK.',
  },
  failedNetwork: {
    zh: '{call} 没有得到应答（{answer}），请检查地址 {profile} 和网络。',
    en: '{call} was not answered ({answer}); check the address {profile} and the network.',
  },
  nothingCached: {
    zh: '{profile} 没有任何缓存的账期，--offline 没有可用的数据；请先不带 --offline 运行一次。',
    en: 'No month of {profile} is cached, so --offline has nothing to work on; run once without it.',
  },
  failedSync: { zh: '同步停止于 {call}：{answer}。', en: 'The sync stopped at {call}: {answer}.' },
  noMonthInFiles: {
    zh: '给出的文件里没有任何账期的账单，无法对账；请用 --document 导入伙伴账单明细。',
    en: 'None of the files holds the bill of a month, so there is nothing to reconcile; import the partner bill with --document.',
  },
  unknownDocument: {
    zh: '{file} 不像华为云导出的文件；如果确实是，请用 :kind= 写明种类，自己的台账请用 --ledger 导入。',
    en: '{file} does not look like a file of Huawei Cloud; if it is one, name its kind with :kind=, and import a book of your own with --ledger.',
  },
  statementEntered: { zh: '已录入 {period} 的账单金额', en: "Entered the bill's figures of {period}" },
  statementKnown: {
    zh: '{period} 的账单金额之前已录入，内容未变',
    en: "The bill's figures of {period} were entered before; nothing changed",
  },
  failedStatement: {
    zh: '{period} 的账单金额没有录入：{reason}。',
    en: "The bill's figures of {period} were not entered: {reason}.",
  },
  refusedDocument: { zh: '{file} 没有导入：{why}。', en: '{file} was not imported: {why}.' },
  failedTable: { zh: '{file} 无法作为账本读取：{reason}。', en: '{file} cannot be read as a ledger: {reason}.' },
  failedDocument: { zh: '{file} 未能采用：{reason}。', en: '{file} could not be taken over: {reason}.' },
  failedExport: { zh: '工作簿 {file} 未能写出：{reason}。', en: 'The workbook {file} could not be written: {reason}.' },
  failedOpen: { zh: '本地数据无法打开：{reason}。', en: 'The local data cannot be opened: {reason}.' },
  failedOther: { zh: '运行失败：{reason}。', en: 'The run failed: {reason}.' },
} as const;

export type SentenceKey = keyof typeof SENTENCES;

export function sentence(language: 'zh' | 'en', key: SentenceKey, params: Readonly<Record<string, string | number>> = {}): string {
  return filled(SENTENCES[key][language], (name) => params[name]?.toString());
}
