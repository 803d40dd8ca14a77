import { z } from 'zod';
import { SHEET_KEYS } from './sheet-keys';

/** What of the workbook is written, remembered under a name. Version 1. */
export const ExportTemplateSchema = z
  .object({
    version: z.literal(1),
    name: z.string().trim().min(1).max(80),
    language: z.enum(['zh', 'en']),
    /** In the order of the tabs; a sheet not named is left out. */
    sheets: z
      .array(
        z
          .object({
            key: z.enum(SHEET_KEYS),
            /** Column keys in order; null for all of the sheet's columns. */
            columns: z.array(z.string().min(1).max(60)).min(1).max(200).nullable(),
          })
          .strict(),
      )
      .min(1)
      .max(SHEET_KEYS.length),
  })
  .strict();
export type ExportTemplate = z.infer<typeof ExportTemplateSchema>;

/** How statements of account look: the user's own name and words. The logo is a data URL of a PNG or JPEG. */
export const StatementBrandSchema = z
  .object({
    version: z.literal(1),
    company: z.string().trim().max(120),
    title: z.string().trim().max(120),
    contact: z.string().trim().max(400),
    footer: z.string().trim().max(1_000),
    /** `RRGGBB` of the heads. */
    colour: z.string().regex(/^[0-9A-Fa-f]{6}$/),
    logo: z
      .string()
      .max(700_000)
      .regex(/^data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/]+=*$/)
      .nullable(),
  })
  .strict();
export type StatementBrand = z.infer<typeof StatementBrandSchema>;
