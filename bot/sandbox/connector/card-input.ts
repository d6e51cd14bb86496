import type { Locale } from '../../../store/use-cases/services.ts'
import type { Card } from './message.ts'

/** One input of a card, as far as a terminal asks for it. */
export type CardInput = {
  id: string
  type: string
  label: string
  required: boolean
  /** What it holds unless something else is said. */
  value: string
  placeholder: string
  choices: { title: string; value: string }[]
  multiple: boolean
  errorMessage: string
  /** Whether the card would take this value. */
  allows: (value: string) => boolean
}

const YES_NO = {
  en: ['yes', 'no'],
  'zh-TW': ['是', '否'],
} as const

export function readInput(node: Card, locale: Locale): CardInput {
  const type = String(node.type)
  const text = (key: string) => (node[key] === undefined || node[key] === null ? '' : String(node[key]))
  const toggle = type === 'Input.Toggle'
  const [on, off] = [text('valueOn') || 'true', text('valueOff') || 'false']
  const [yes, no] = YES_NO[locale]
  const choices = toggle
    ? [
        { title: yes, value: on },
        { title: no, value: off },
      ]
    : choicesOf(node.choices)
  return {
    id: text('id'),
    type,
    label: text('label') || text('title') || text('placeholder') || text('id'),
    required: node.isRequired === true,
    value: text('value') || (toggle ? off : ''),
    placeholder: text('placeholder'),
    choices,
    multiple: node.isMultiSelect === true,
    errorMessage: text('errorMessage'),
    allows: (value) => allows(node, value, toggle ? on : undefined),
  }
}

function choicesOf(choices: unknown): { title: string; value: string }[] {
  if (!Array.isArray(choices)) return []
  return choices.map((choice) => ({ title: String(Object(choice).title), value: String(Object(choice).value) }))
}

/** What the input holds, in the words of its choices if it has any. */
export function heldBy({ choices, value }: CardInput): string {
  const titles = choices.filter((each) => value.split(',').includes(each.value)).map((each) => each.title)
  return titles.length > 0 ? titles.join(', ') : value
}

/** The rules that a card's renderer keeps before it lets a button go. */
function allows(node: Card, value: string, mustBe: string | undefined): boolean {
  if (node.isRequired === true && (value === '' || (mustBe !== undefined && value !== mustBe))) return false
  if (value === '') return true
  if (node.type === 'Input.Number') {
    const number = Number(value)
    return Number.isFinite(number) && number >= limit(node.min, -Infinity) && number <= limit(node.max, Infinity)
  }
  if (node.type === 'Input.Date') return /^\d{4}-\d{2}-\d{2}$/.test(value)
  if (node.type === 'Input.Time') return /^\d{2}:\d{2}$/.test(value)
  if (typeof node.maxLength === 'number' && value.length > node.maxLength) return false
  return typeof node.regex !== 'string' || new RegExp(node.regex).test(value)
}

function limit(bound: unknown, otherwise: number): number {
  return typeof bound === 'number' ? bound : otherwise
}

/**
 * The value that an answer stands for: a choice's number, title or value, several apart by commas; nothing typed: what
 * the input holds; a dash: empty. undefined: the card would not take it.
 */
export function answerTo(input: CardInput, answer: string): string | undefined {
  if (answer === '' || answer === '-') {
    const value = answer === '' ? input.value : ''
    return input.allows(value) ? value : undefined
  }
  if (input.choices.length === 0) return input.allows(answer) ? answer : undefined
  const words = input.multiple ? answer.split(/[,，、]/).map((word) => word.trim()) : [answer]
  const values = words.map((word) => choiceOf(input, word))
  if (values.includes(undefined)) return undefined
  const value = values.join(',')
  return input.allows(value) ? value : undefined
}

function choiceOf({ choices }: CardInput, word: string): string | undefined {
  const same = (text: string) => text.toLowerCase() === word.toLowerCase()
  const found = choices.find((each) => same(each.title) || same(each.value)) ?? choices[Number(word) - 1]
  return found?.value
}
