import { z } from 'zod'

/** The languages that the bot speaks, each whole (S25). */
export const LOCALES = ['en', 'zh-TW'] as const
export const locale = z.enum(LOCALES)
export type Locale = z.infer<typeof locale>

/** A text that the operator or the catalogue gives in both languages. */
export const inBothLanguages = z.strictObject({ en: z.string().min(1), 'zh-TW': z.string().min(1) })
