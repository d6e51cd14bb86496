import type { Locale } from '../../../store/use-cases/services.ts'
import { answerTo, type CardInput, heldBy } from '../connector/card-input.ts'
import { plainText } from '../connector/plain-text.ts'
import type { Lines } from './terminal-lines.ts'
import { terminalText } from './terminal-text.ts'

/**
 * Asks for one input after the other, again until the card would take it; undefined if the lines end before, or somebody
 * leaves the card by a word of the terminal's own.
 */
export async function askInputs(
  inputs: CardInput[],
  lines: Lines,
  locale: Locale,
): Promise<Record<string, string> | undefined> {
  const answers: Record<string, string> = {}
  for (const input of inputs) {
    input.choices.forEach(({ title }, index) => {
      lines.write(`    ${index + 1}  ${plainText(title)}`)
    })
    let value: string | undefined
    while (value === undefined) {
      const line = await lines.next(promptFor(input, locale))
      if (line === undefined) return undefined
      if (/^\/|^exit$/.test(line.trim())) {
        lines.write(terminalText(locale, 'left'))
        return undefined
      }
      value = answerTo(input, line.trim())
      if (value === undefined) lines.write(`  ! ${plainText(input.errorMessage) || terminalText(locale, 'wrong')}`)
    }
    answers[input.id] = value
  }
  return answers
}

function promptFor(input: CardInput, locale: Locale): string {
  const hints = [
    input.choices.length > 0 && terminalText(locale, input.multiple ? 'chooseMany' : 'choose'),
    input.value !== '' && terminalText(locale, 'keep', { value: heldBy(input) }),
    !input.required && input.value === '' && terminalText(locale, 'optional'),
  ].filter((hint) => hint !== false)
  const [open, close, end] = locale === 'zh-TW' ? ['（', '）', '：'] : [' (', ')', ': ']
  const separator = locale === 'zh-TW' ? '；' : '; '
  return `  ${plainText(input.label)}${hints.length > 0 ? open + hints.join(separator) + close : ''}${end}`
}
