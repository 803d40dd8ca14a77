/** What verifying an evidence pack found, and its words in both languages. */
import type { PackManifest } from './manifest';
import type { CellDifference } from './workbook-cells';

/** The first thing that is not as it was made. */
export type PackFault =
  /** No pack, or one that cannot be read to its end. */
  | { readonly kind: 'unreadable'; readonly detail: string }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'manifest' }
  | { readonly kind: 'file-missing' | 'file-changed' | 'file-unlisted'; readonly file: string }
  | { readonly kind: 'journal-broken'; readonly file: string; readonly line: number; readonly seq: number; readonly why: string }
  | { readonly kind: 'journal-head'; readonly expected: string; readonly found: string }
  | { readonly kind: 'not-signed'; readonly period: string; readonly archive: string }
  | { readonly kind: 'not-journalled'; readonly file: string }
  /** A figure in the workbook is not the one that was signed. */
  | ({ readonly kind: 'cell' } & CellDifference)
  | {
      readonly kind: 'replay';
      readonly period: string;
      readonly place: string;
      readonly expected: string;
      readonly found: string;
      /** Versions of the engine, when the pack was made with another. */
      readonly engines: readonly [made: number, here: number] | null;
    };

export interface PackVerdict {
  readonly file: string;
  /** SHA-256 of the pack, to be compared with what its maker's journal says. */
  readonly sha256: string | null;
  readonly manifest: PackManifest | null;
  /** Months whose figures followed again from what they were made from; the others are of before replays. */
  readonly replayed: readonly string[];
  /** Months whose figures in the workbook were compared cell by cell with what was signed. */
  readonly compared: readonly string[];
  readonly fault: PackFault | null;
}

/** 0 all is as it was signed, 1 the first difference is named, 2 it is no pack that this app can read. */
export function exitCodeOfVerdict({ fault }: PackVerdict): 0 | 1 | 2 {
  if (fault === null) return 0;
  return fault.kind === 'unreadable' || fault.kind === 'newer' ? 2 : 1;
}

export type VerdictLanguage = 'zh' | 'en';

const CAUSES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  unreadable: ['不是一条日志记录', 'it is no journal entry'],
  changed: ['内容与校验值不符', 'its content does not have its digest'],
  unlinked: ['没有接在前一条之后', 'it does not follow the entry before it'],
  'out-of-order': ['序号不对', 'its number is wrong'],
  'cut-short': ['日志提前结束', 'the journal ends too early'],
};

/** The verdict in one paragraph. */
export function verdictText(verdict: PackVerdict, language: VerdictLanguage): string {
  const zh = language === 'zh';
  const { fault, manifest, replayed, compared, file } = verdict;
  if (fault !== null) {
    const what = faultSentence(fault, zh);
    // A pack that could not be read says nothing about its figures.
    if (exitCodeOfVerdict(verdict) === 2) return zh ? `${file}：无法核对。${what}` : `${file}: not verified. ${what}`;
    return zh ? `${file}：不一致。${what}` : `${file}: not the same. ${what}`;
  }
  const months = manifest?.months.map(({ period }) => period) ?? [];
  const unproven = months.filter((period) => !replayed.includes(period));
  const head = `${manifest?.journal.seq ?? 0} ${manifest?.journal.hash ?? ''}`;
  const unread = months.filter((period) => !compared.includes(period));
  const list = (periods: readonly string[]): string => periods.join(zh ? '、' : ', ');
  const parts: string[] = [];
  if (compared.length > 0)
    parts.push(
      zh
        ? `账期 ${list(compared)} 的工作簿金额（汇总、控制总额、差异、一致合计）逐格核对，与签署结果相同。`
        : ` The figures of ${list(compared)} in the workbook (summary, control totals, breaks, sums of what is matched) agree cell by cell with what was signed.`,
    );
  if (unproven.length > 0)
    parts.push(
      zh
        ? `账期 ${list(unproven)} 的存档来自旧版本，其中没有重算所需的全部数据：只核对了校验值和签署，不能证明金额由账单和台账得出。`
        : ` The archives of ${list(unproven)} are of an older version and do not hold all that a replay needs: their digests and sign-offs were checked; that their figures follow from bill and books cannot be proved.`,
    );
  if (unread.length > 0)
    parts.push(
      zh
        ? `账期 ${list(unread)} 在工作簿中不是签署时的数据，或工作簿缺少所需的工作表：其中的金额没有逐格核对，只核对了文件的校验值。`
        : ` The workbook does not have ${list(unread)} as signed, or lacks the sheets: its figures were not compared cell by cell, only the file's digest.`,
    );
  const rest = parts.join('');
  return zh
    ? `${file}：一致。账期 ${months.join('、')}，全部文件与清单相符，日志完整（末端 ${head}）${replayed.length > 0 ? '，重算结果与签署时相同' : ''}。${rest}`
    : `${file}: same. Months ${months.join(', ')}: every file agrees with the manifest, the journal is whole (head ${head})${replayed.length > 0 ? `, and replaying ${list(replayed)} gives what was signed` : ''}.${rest}`;
}

function faultSentence(fault: PackFault, zh: boolean): string {
  switch (fault.kind) {
    case 'unreadable':
      if (fault.detail === 'ENOENT')
        return zh ? '这里没有这个文件。请检查路径和文件名。' : 'There is no such file. Check its path and name.';
      return zh
        ? `这不是证据包，或文件已损坏（${fault.detail}）。请向提供者重新索取。`
        : `It is no evidence pack, or damaged (${fault.detail}). Ask its maker for it again.`;
    case 'newer':
      return zh
        ? `证据包由更新的版本生成（格式 ${fault.version}），请更新本应用后再核对。`
        : `It was made by a newer version (format ${fault.version}); update this app and verify again.`;
    case 'manifest':
      return zh ? '清单 manifest.json 在生成后被改动。' : 'The manifest was changed after the pack was made.';
    case 'file-missing':
      return zh ? `缺少文件 ${fault.file}。` : `The file ${fault.file} is missing.`;
    case 'file-changed':
      return zh
        ? `文件 ${fault.file} 在生成后被改动：校验值与清单不符。`
        : `The file ${fault.file} was changed after the pack was made: it does not have the digest of the manifest.`;
    case 'file-unlisted':
      return zh ? `文件 ${fault.file} 不在清单中，是后来加入的。` : `The file ${fault.file} is not in the manifest; it was added later.`;
    case 'journal-broken': {
      const why = CAUSES[fault.why]?.[zh ? 0 : 1] ?? fault.why;
      return zh
        ? `操作日志在 ${fault.file} 第 ${fault.line} 行（序号 ${fault.seq}）断开：${why}。`
        : `The journal breaks in ${fault.file} line ${fault.line} (entry ${fault.seq}): ${why}.`;
    }
    case 'journal-head':
      return zh
        ? `操作日志的末端是 ${fault.found}，清单记的是 ${fault.expected}。`
        : `The journal's head is ${fault.found}, the manifest says ${fault.expected}.`;
    case 'not-signed':
      return zh
        ? `操作日志中账期 ${fault.period} 没有以存档 ${fault.archive} 签署。`
        : `The journal has no sign-off of ${fault.period} with the archive ${fault.archive}.`;
    case 'not-journalled':
      return zh ? `操作日志中没有导出 ${fault.file} 的记录。` : `The journal has no export of ${fault.file}.`;
    case 'cell':
      return zh
        ? `工作簿中账期 ${fault.period} 的第一处不同：${fault.place}，签署时 ${fault.expected}，工作簿 ${fault.found}。`
        : `In the workbook, the first difference of ${fault.period} is ${fault.place}: signed ${fault.expected}, workbook ${fault.found}.`;
    case 'replay': {
      const engines =
        fault.engines === null
          ? ''
          : zh
            ? `（生成时的引擎版本 ${fault.engines[0]}，本机 ${fault.engines[1]}）`
            : ` (made with engine ${fault.engines[0]}, this app has ${fault.engines[1]})`;
      return zh
        ? `账期 ${fault.period} 重算后第一处不同：${fault.place}，签署时 ${fault.expected}，重算 ${fault.found}${engines}。`
        : `Replaying ${fault.period}, the first difference is ${fault.place}: signed ${fault.expected}, replayed ${fault.found}${engines}.`;
    }
  }
}
