import { z } from 'zod';

const Text = z.string().max(4_000);

/**
 * The printable sign-off sheet of a month: one A4 page or a few, every text ready to be shown (in the language asked for), amounts as they
 * are to be printed. Made by the desk, printed by main, which checks it against this schema and puts it into a page as text only.
 */
export const SignOffSheetSchema = z
  .object({
    language: z.enum(['zh', 'en']),
    title: Text,
    /** Said in a frame above everything: that the month is not signed off, or has moved since. */
    mark: Text.nullable().optional(),
    /** Label and value, in order: profile, period, currency, state, prepared, signed by, at, note. */
    head: z.array(z.tuple([Text, Text])).max(40),
    sections: z
      .array(
        z
          .object({
            title: Text,
            /** Heads of the columns; the last `numbers` of them are amounts, right-aligned. */
            columns: z.array(Text).max(12),
            numbers: z.number().int().min(0).max(12),
            rows: z.array(z.array(Text).max(12)).max(2_000),
            /** Said under the table: what is not listed, in which basis amounts stand. */
            note: Text.nullable(),
          })
          .strict(),
      )
      .max(12),
    /** Lines to be signed by hand: label under each. */
    signatures: z.array(Text).max(6),
    /** Sequence number and digest of the journal's head, digest of the rules, of the archive when signed. */
    proof: z.array(z.tuple([Text, Text])).max(12),
  })
  .strict();
export type SignOffSheet = z.infer<typeof SignOffSheetSchema>;
