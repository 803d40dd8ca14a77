/** What settings.json and each profile's own note hold. Keys are not among it: they are in the key vault. */
import { z } from 'zod';
import { DayTime, EndpointChoice, Paces, ProfileId, SiteId, type AppSettings, type Profile } from '../../shared/bridge/contract';
import { ExportTemplateSchema, StatementBrandSchema } from '../../shared/workbook/template';

/** Format this version reads and writes; a file with a higher one is refused and left untouched. */
export const SETTINGS_VERSION = 1;

export interface StoredProfile extends Profile {
  /** UTC instant. */
  readonly createdAt: string;
}

export interface Settings {
  readonly profiles: readonly StoredProfile[];
  readonly current: string | null;
  readonly app: AppSettings;
}

export const StoredProfileSchema: z.ZodType<StoredProfile> = z.object({
  id: ProfileId,
  name: z.string().min(1).max(80),
  site: SiteId,
  endpoint: EndpointChoice,
  createdAt: z.string().max(40),
});

export const SettingsSchema: z.ZodType<Settings> = z.object({
  profiles: z.array(StoredProfileSchema).refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'an id is there twice'),
  current: ProfileId.nullable(),
  app: z.object({
    language: z.enum(['zh', 'en']).nullable(),
    theme: z.enum(['light', 'dark', 'system']),
    userName: z.string().max(80),
    // Not in files of before there was a list.
    users: z.array(z.string().max(80)).max(50).default([]),
    // Not in files of before there were templates.
    exportTemplates: z.array(ExportTemplateSchema).max(40).default([]),
    statementBrand: StatementBrandSchema.nullable().default(null),
    // Not in files of before a sync could be scheduled and paced by interface.
    dailySync: DayTime.nullable().default(null),
    paces: Paces.default({}),
  }),
});

export const DEFAULTS: Settings = {
  profiles: [],
  current: null,
  app: { language: null, theme: 'system', userName: '', users: [], exportTemplates: [], statementBrand: null, dailySync: null, paces: {} },
};

/** Version of a parsed file, or undefined when it is none of ours. */
export function versionOf(value: unknown): number | undefined {
  const parsed = z.object({ version: z.number().int().positive() }).safeParse(value);
  return parsed.success ? parsed.data.version : undefined;
}
