/** What verifying an evidence pack found, and its words in both languages. */
import type { PackManifest } from './manifest';

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
  const { fault, manifest, replayed, file } = verdict;
  if (fault !== null) {
    const what = faultSentence(fault, zh);
    // A pack that could not be read says nothing about its figures.
    if (exitCodeOfVerdict(verdict) === 2) return zh ? `${file}：无法核对。${what}` : `${file}: not verified. ${what}`;
    return zh ? `${file}：不一致。${what}` : `${file}: not the same. ${what}`;
  }
  const months = manifest?.months.map(({ period }) => period) ?? [];
  const unproven = months.filter((period) => !replayed.includes(period));
  const head = `${manifest?.journal.seq ?? 0} ${manifest?.journal.hash ?? ''}`;
  const rest =
    unproven.length === 0
      ? ''
      : zh
        ? `账期 ${unproven.join('、')} 的存档来自旧版本，只核对了校验值，没有重算。`
        : ` The archives of ${unproven.join(', ')} are of an older version: their digests were checked, they were not replayed.`;
  return zh
    ? `${file}：一致。账期 ${months.join('、')}，全部文件与清单相符，日志完整（末端 ${head}），重算结果与签署时相同。${rest}`
    : `${file}: same. Months ${months.join(', ')}: every file agrees with the manifest, the journal is whole (head ${head}), and replaying gives what was signed.${rest}`;
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
