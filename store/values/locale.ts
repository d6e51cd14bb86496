import { z } from 'zod'

/** The languages that the bot speaks, each whole (S25). */
export const LOCALES = ['en', 'zh-TW'] as const
export const locale = z.enum(LOCALES)
export type Locale = z.infer<typeof locale>

/** The person's choice, or else what Teams or their browser says they speak, or else English (S25). */
export function localeOf(spoken: string | undefined, chosen?: Locale): Locale {
  return chosen ?? (/^\s*zh(?![a-z])/i.test(spoken ?? '') ? 'zh-TW' : 'en')
}

/** A text that the operator or the catalogue gives in both languages. */
export const inBothLanguages = z.strictObject({ en: z.string().min(1), 'zh-TW': z.string().min(1) })
