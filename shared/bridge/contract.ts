/**
 * The one bridge between window and main process: what may be asked for, with the schema of its arguments and the closed set of
 * errors it may answer with. Main validates every call against it (electron/bridge/serve.ts); the preload carries names only.
 */
import { z } from 'zod';
import type { SliceFailure } from '../sync/slices';
import {
  BACKUP_ERRORS,
  BackupJob,
  Passphrase,
  type BackupMade,
  type BackupProgress,
  type BackupRestored,
  type BackupState,
} from './backup';
import { StoragePlace, type StorageUse } from './storage';
import { MenuWords } from './menu';
import { ExportTemplateSchema, StatementBrandSchema, type ExportTemplate, type StatementBrand } from '../workbook/template';

/** Bytes of a document (mappings, rules, decisions) at most: what is written can be opened again. */
export const DOCUMENT_BYTES = 64_000_000;

export interface Command<A extends z.ZodType, R, E extends string> {
  readonly channel: string;
  readonly args: A;
  readonly errors: readonly E[];
  /** Type only. */
  readonly result?: R;
}

function command<R>() {
  return <A extends z.ZodType, E extends string>(channel: string, args: A, errors: readonly E[]): Command<A, R, E> => ({
    channel,
    args,
    errors,
  });
}

export const SiteId = z.enum(['cn', 'intl']);
export const ProfileId = z.string().regex(/^[a-z0-9-]{1,64}$/);

export const EndpointChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('official') }),
  z.object({ kind: z.literal('sandbox'), size: z.enum(['tiny', 'small', 'medium', 'large']) }),
  z.object({ kind: z.literal('custom'), url: z.string().max(300) }),
  /** No gateway: everything comes from exported files. */
  z.object({ kind: z.literal('files') }),
]);
export type EndpointChoice = z.infer<typeof EndpointChoice>;

export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly site: 'cn' | 'intl';
  readonly endpoint: EndpointChoice;
}

export interface AppInfo {
  readonly name: string;
  readonly version: string;
  readonly runtime: { readonly electron: string; readonly chrome: string; readonly node: string; readonly source: string };
  readonly platform: string;
  /** Set when the app runs a job without a person. */
  readonly headless: boolean;
  /** The date planner and rules believe, `YYYY-MM-DD`. */
  readonly today: string;
  /** Started with `--offline`: nothing is called. */
  readonly offline: boolean;
}

export interface AppSettings {
  readonly language: 'zh' | 'en' | null;
  readonly theme: 'light' | 'dark' | 'system';
  /** The declared name; the system's user name while none is declared. */
  readonly userName: string;
  /** Names to choose from: people who share this computer. A declaration, not a control. */
  readonly users: readonly string[];
  /** Remembered shapes of the workbook. */
  readonly exportTemplates: readonly ExportTemplate[];
  /** How statements of account look; null until the user says. */
  readonly statementBrand: StatementBrand | null;
  /** Time of the day, `HH:MM` by this computer's clock, at which the open profile is synced by itself; null: never. */
  readonly dailySync: string | null;
  /** Calls a second by interface, where the user set another pace than four fifths of the quota. */
  readonly paces: Readonly<Record<string, number>>;
}

/** A time of the day. */
export const DayTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** Paces by operation; what is above the quota is cut to it when used. */
export const Paces = z.record(z.string().max(80), z.number().min(0.1).max(100));

export interface KeyStatus {
  readonly present: boolean;
  /** `HUAW…7890`; the secret key never leaves main. */
  readonly masked: string | null;
  /** False when the system has no key store: keys live until the app ends, and the screen says so. */
  readonly durable: boolean;
  /** Keys were kept, and the key store that sealed them is another one now or has changed: they are typed again, nothing else is touched. */
  readonly sealedElsewhere: boolean;
  /** UTC instant at which the gateway refused these keys; nothing is called with them any more until they change or a person asks. Else null. */
  readonly refused: string | null;
}

/** A proxy that asks who is there. */
export interface ProxyAsk {
  readonly host: string;
  readonly port: number;
  readonly realm: string;
  /** The answer before was not taken. */
  readonly again: boolean;
}

export interface ProxyAnswer {
  readonly username: string;
  readonly password: string;
}

/** What one signed call showed of keys; `failure` null: the gateway knows them. */
export interface KeyVerdict {
  readonly failure: SliceFailure | null;
  readonly status: number | null;
  readonly code: string | null;
  readonly requestId: string | null;
}

/** A file the user chose; the page holds a token, never a path it could make up. */
export interface FileToken {
  readonly token: string;
  readonly name: string;
  readonly bytes: number;
}

const NoArgs = z.object({}).strict();

export const bridge = {
  appInfo: command<AppInfo>()('app:info', NoArgs, []),
  settingsGet: command<AppSettings>()('settings:get', NoArgs, []),
  settingsSet: command<AppSettings>()(
    'settings:set',
    z
      .object({
        language: z.enum(['zh', 'en']).optional(),
        theme: z.enum(['light', 'dark', 'system']).optional(),
        userName: z.string().trim().max(80).optional(),
        users: z.array(z.string().trim().min(1).max(80)).max(50).optional(),
        exportTemplates: z.array(ExportTemplateSchema).max(40).optional(),
        statementBrand: StatementBrandSchema.nullable().optional(),
        dailySync: DayTime.nullable().optional(),
        paces: Paces.optional(),
      })
      .strict(),
    ['not-saved'],
  ),
  profilesList: command<{ profiles: Profile[]; current: string | null }>()('profiles:list', NoArgs, []),
  profileAdd: command<Profile>()(
    'profiles:add',
    z.object({ name: z.string().trim().min(1).max(80), site: SiteId, endpoint: EndpointChoice }).strict(),
    ['not-saved', 'bad-endpoint'],
  ),
  /** Makes a profile the current one; a sandbox profile starts its sandbox. */
  profileOpen: command<Profile>()('profiles:open', z.object({ id: ProfileId }).strict(), ['no-such-profile', 'busy', 'not-saved']),
  /** Removes a profile with its journal, archives, kept files and keys; the page removes its store. Not taken back. */
  profileDelete: command<null>()('profiles:delete', z.object({ id: ProfileId }).strict(), ['no-such-profile', 'busy', 'not-saved']),
  keysStatus: command<KeyStatus>()('keys:status', z.object({ profile: ProfileId }).strict(), ['no-such-profile']),
  keysSet: command<KeyStatus>()(
    'keys:set',
    z
      .object({
        profile: ProfileId,
        accessKey: z.string().trim().min(1).max(200),
        secretKey: z.string().trim().min(1).max(400),
        securityToken: z.string().trim().max(20_000).optional(),
      })
      .strict(),
    ['no-such-profile', 'not-saved'],
  ),
  /** Makes one signed call with the profile's keys, also with keys that were refused: a person asked. What comes of it is noted with them. */
  keysCheck: command<KeyVerdict>()('keys:check', z.object({ profile: ProfileId }).strict(), ['no-such-profile', 'no-keys', 'offline']),
  /** The proxy that waits for a name and a password, or null. */
  proxyAsked: command<ProxyAsk | null>()('proxy:asked', NoArgs, []),
  /** Answers it; null declines. Kept by the network stack until the app ends, and nowhere else. */
  proxyAnswer: command<null>()(
    'proxy:answer',
    z
      .object({
        answer: z
          .object({ username: z.string().max(200), password: z.string().max(400) })
          .strict()
          .nullable(),
      })
      .strict(),
    [],
  ),
  /** Puts the question of a proxy again that was declined; what waits for the proxy tries again at once. */
  proxyRetry: command<null>()('proxy:retry', NoArgs, []),
  keysClear: command<KeyStatus>()('keys:clear', z.object({ profile: ProfileId }).strict(), ['no-such-profile', 'not-saved']),
  /** Asks the user for ledger files; empty when cancelled. */
  chooseLedgers: command<FileToken[]>()('files:choose-ledgers', NoArgs, []),
  /** Asks for an evidence pack to verify; null when cancelled. */
  choosePack: command<FileToken | null>()('files:choose-pack', NoArgs, []),
  /**
   * A dropped or pasted file, its bytes piece by piece: the page never names a path, so what it may hand over is what the user dropped.
   * `begin` answers with a job; `piece` takes at most 4 MB; `end` with the token.
   */
  receiveBegin: command<{ job: string }>()(
    'files:receive-begin',
    z.object({ name: z.string().min(1).max(255), bytes: z.number().int().min(0) }).strict(),
    ['not-saved', 'too-large'],
  ),
  receivePiece: command<null>()('files:receive-piece', z.object({ job: z.string().max(60), piece: z.instanceof(Uint8Array) }).strict(), [
    'not-saved',
    'too-large',
    'no-such-file',
  ]),
  receiveEnd: command<FileToken>()('files:receive-end', z.object({ job: z.string().max(60) }).strict(), ['not-saved', 'no-such-file']),
  /** Saves a small document (mappings, templates) where the user says; null when cancelled. */
  saveDocument: command<{ name: string } | null>()(
    'files:save-document',
    z.object({ name: z.string().max(120), text: z.string().max(DOCUMENT_BYTES) }).strict(),
    ['not-saved', 'too-large'],
  ),
  /** Saves a chart's picture where the user says; null when cancelled. Bytes that are no such picture are refused with `bad-document`. */
  saveImage: command<{ name: string } | null>()(
    'files:save-image',
    z.object({ name: z.string().max(120), kind: z.enum(['png', 'svg']), bytes: z.instanceof(Uint8Array) }).strict(),
    ['not-saved', 'too-large', 'bad-document'],
  ),
  /** Asks for a JSON document and answers with its text; null when cancelled. */
  openDocument: command<{ name: string; text: string } | null>()('files:open-document', NoArgs, ['too-large', 'not-read']),
  /** Prints a month's sign-off sheet (shared/workbook/signoff-sheet) to the PDF behind a write token. */
  printSignOff: command<{ sha256: string; bytes: number }>()(
    'files:print-signoff',
    z.object({ token: z.string().max(100), sheet: z.unknown() }).strict(),
    ['no-such-file', 'not-saved', 'bad-document', 'disk-full', 'file-open', 'no-permission'],
  ),
  /** Exported files of the sandbox's world, as the partner would download them, for trying the app from files alone. */
  sampleDocuments: command<{ files: FileToken[] }>()('files:sample-documents', NoArgs, ['no-sandbox', 'not-saved']),
  /**
   * The sandbox's sample ledgers with their aliases and price rules, written to a temporary folder. The book of prepayments is null on the
   * International site, whose account movements have no interface.
   */
  sampleLedgers: command<{ cost: FileToken; revenue: FileToken; prepayment: FileToken | null; aliases: unknown; priceRules: unknown }>()(
    'files:sample-ledgers',
    NoArgs,
    ['no-sandbox', 'not-saved'],
  ),
  /** Asks where to save; null when cancelled. */
  chooseExport: command<FileToken | null>()(
    'files:choose-export',
    z.object({ name: z.string().max(120), kind: z.enum(['xlsx', 'csv', 'zip', 'pdf', 'rdbackup']).optional() }).strict(),
    [],
  ),
  /** Shows an exported file in the system's file manager. */
  revealFile: command<null>()('files:reveal', z.object({ token: z.string().max(100) }).strict(), ['no-such-file']),
  /** Opens a file the app wrote in the program the system has for it. */
  openFile: command<null>()('files:open', z.object({ token: z.string().max(100) }).strict(), ['no-such-file', 'not-opened']),
  /** What lies on the disk, by subject. */
  storageUse: command<StorageUse>()('storage:use', NoArgs, []),
  /** Shows one of the desk's own folders in the system's file manager. */
  storageOpen: command<null>()('storage:open', z.object({ place: StoragePlace }).strict(), ['no-such-file']),
  /** When the open profile was last backed up. */
  backupState: command<BackupState>()('backup:state', NoArgs, ['no-such-profile']),
  /** Asks for a backup; null when cancelled. `sealed`: a passphrase is needed. */
  backupChoose: command<{ file: FileToken; sealed: boolean } | null>()('backup:choose', NoArgs, BACKUP_ERRORS),
  /** Backs the open profile up behind a write token. `store` is the store's schema version, `months` those with synced data. */
  backupMake: command<BackupMade>()(
    'backup:make',
    z
      .object({
        job: BackupJob,
        token: z.string().max(100),
        passphrase: Passphrase.nullable(),
        store: z.number().int().positive(),
        months: z.array(z.string().regex(/^\d{4}-\d{2}$/)).max(2_400),
      })
      .strict(),
    BACKUP_ERRORS,
  ),
  /** Makes a new profile of a backup; never touches one that is there. */
  backupRestore: command<BackupRestored>()(
    'backup:restore',
    z
      .object({
        job: BackupJob,
        token: z.string().max(100),
        passphrase: Passphrase.nullable(),
        name: z.string().trim().min(1).max(80),
      })
      .strict(),
    BACKUP_ERRORS,
  ),
  /** How far a job is; null when there is none of that name. */
  backupProgress: command<BackupProgress | null>()('backup:progress', z.object({ job: BackupJob }).strict(), []),
  backupCancel: command<null>()('backup:cancel', z.object({ job: BackupJob }).strict(), []),
  /** Builds the native menu: its words in the screen's language, and the commands that are possible now. */
  menuShow: command<null>()('window:menu', MenuWords, []),
  /** Makes everything larger or smaller, from 80 to 200 %; remembered. */
  windowZoom: command<{ percent: number }>()('window:zoom', z.object({ step: z.enum(['in', 'out', 'reset']) }).strict(), []),
  /** Progress of long work for the task bar: a share of 1, `unknown` while it cannot be told, null when nothing goes on. */
  windowProgress: command<null>()(
    'window:progress',
    z.object({ share: z.union([z.number().min(0).max(1), z.literal('unknown')]).nullable() }).strict(),
    [],
  ),
  /** Long work has ended; said by the system where the window is not the one in use. True: it was said. */
  workEnded: command<{ said: boolean }>()(
    'window:work-ended',
    z.object({ title: z.string().min(1).max(120), text: z.string().max(300) }).strict(),
    [],
  ),
  /** Asks main to send a fresh desk link port (once per page load). */
  deskConnect: command<null>()('desk:connect', NoArgs, []),
  /** The job of a run without a window, or null. */
  headlessJob: command<unknown>()('headless:job', NoArgs, []),
  headlessDone: command<null>()(
    'headless:done',
    z.object({ report: z.unknown(), text: z.string(), failed: z.string().nullable() }).strict(),
    [],
  ),
  headlessProgress: command<null>()('headless:progress', z.object({ line: z.string().max(500) }).strict(), []),
} as const;

export type Bridge = typeof bridge;
export type BridgeName = keyof Bridge;
export type ArgsOf<N extends BridgeName> = z.input<Bridge[N]['args']>;
export type ResultOf<N extends BridgeName> = Bridge[N] extends Command<z.ZodType, infer R, string> ? R : never;
export type ErrorOf<N extends BridgeName> = Bridge[N]['errors'][number] | CommonError;

/** Every command may answer with these. */
export type CommonError = 'refused-sender' | 'bad-arguments' | 'internal';

export type Answer<N extends BridgeName> =
  | { readonly ok: true; readonly value: ResultOf<N> }
  | { readonly ok: false; readonly error: { readonly code: ErrorOf<N>; readonly detail: string | null } };
