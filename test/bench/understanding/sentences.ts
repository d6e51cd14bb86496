import type { Label } from '../../../dialogs/understanding/classifier.ts'
import { COMMANDS } from '../../../dialogs/understanding/commands.ts'
import heldOut from '../../dialogs/understanding/held-out.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import zh from './zh-tw.json' with { type: 'json' }

export type Language = 'en' | 'zh-TW'
export type Example = { text: string; label: Label; language: Language }

const isLabel = (name: string): name is Label => name === 'none' || name in COMMANDS

function examples(language: Language, byLabel: Record<string, string[]>): Example[] {
  return Object.entries(byLabel).flatMap(([label, texts]) => {
    if (!isLabel(label)) throw new Error(`${language}: ${label} is not a command`)
    return texts.map((text) => ({ text, label, language }))
  })
}

/** What the classifier is trained on. */
export const SENTENCES: readonly Example[] = [...examples('en', en), ...examples('zh-TW', zh)]

/** Sentences that were never trained on. */
export const HELD_OUT: readonly Example[] = [...examples('en', heldOut.en), ...examples('zh-TW', heldOut['zh-TW'])]
