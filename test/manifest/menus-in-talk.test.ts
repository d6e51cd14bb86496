import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { openStage, type Stage } from '../support/conversation.ts'

type Person = ReturnType<Stage['person']>
type Said = Awaited<ReturnType<Person['say']>>

const read = (file: string) => JSON.parse(readFileSync(new URL(`../../manifest/${file}`, import.meta.url), 'utf8'))
const english: string[] = read('manifest.json').bots[0].commandLists[0].commands.map(
  (each: { title: string }) => each.title,
)
const translations: Record<string, string> = read('zh-tw.json')
const chinese = english.map((_, i) => translations[`bots[0].commandLists[0].commands[${i}].title`] ?? '')

const TITLES = [...english, ...chinese]

/** Ways into the middle of something, each from nothing open. */
const AS_NEWCOMER: Record<string, string[]> = { 'the join form': ['join'] }
const AS_MEMBER: Record<string, string[]> = {
  'the choice of an offer': ['subscribe'],
  'the choice of an area': ['subscribe', '2'],
  'the terms': ['subscribe', '1'],
}
const AS_AGREED: Record<string, string[]> = { 'the payment page': ['subscribe', '1'] }
const AS_HOLDER: Record<string, string[]> = {
  'the question about auto-renew': ['turn off auto-renew'],
  'the question about cancelling': ['cancel subscription'],
  'the support form': ['cancel subscription', 'ask support'],
  'the benefits': ['activate benefits'],
  'the payment method': ['payment method'],
  'the people': ['people'],
  'the reminders': ['reminders'],
  'the language': ['language'],
}

describe('the command menu in the middle of something', () => {
  for (const [who, ways, prepare] of [
    ['a newcomer', AS_NEWCOMER, async () => undefined],
    ['a member', AS_MEMBER, joined],
    ['who agreed to the terms', AS_AGREED, agreed],
    ['who holds Action Pack', AS_HOLDER, bought],
  ] as const)
    it(`of ${who}: each title opens what it opens from idle, in both languages`, async () => {
      const person = (await openStage()).person()
      await prepare(person)
      const idle = new Map<string, string>()
      for (const title of TITLES) idle.set(title, await opened(person, [], title))
      for (const [i, [place, way]] of Object.entries(ways).entries())
        for (const title of TITLES.filter((_, t) => process.env.LONG || (t + i) % 2 === 0))
          assert.equal(await opened(person, way, title), idle.get(title), `“${title}” at ${place}`)
    })
})

async function joined(person: Person): Promise<void> {
  await person.say('join')
  await person.say('Partner One, United States, America/Los_Angeles')
}

async function agreed(person: Person): Promise<void> {
  await joined(person)
  for (const each of ['subscribe', '1', 'agree']) await person.say(each)
}

async function bought(person: Person): Promise<void> {
  await person.toReview()
  await person.press('Purchase')
}

/** The first words of the answer to a title, after going a way from nothing open. */
async function opened(person: Person, way: string[], title: string): Promise<string> {
  await person.say('stop')
  for (const step of way)
    assert.doesNotMatch(firstWords(await person.say(step)), /didn’t understand|an answer I can use/)
  return firstWords(await person.say(title))
}

function firstWords(answers: Said): string {
  const [first] = answers
  const words: string = first?.attachments?.[0]?.content.fallbackText ?? first?.text ?? ''
  return words.split('\n')[0] ?? ''
}
