import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import type { Activity } from 'botbuilder'
import { asActivity } from '../../../bot/teams/activity-shape.ts'
import { isServiceUrl } from '../../../bot/teams/service-url.ts'
import { type TextKey, type TextValues, text } from '../../../cards/text.ts'
import type { Locale } from '../../../store/values/locale.ts'
import type { Sent } from '../../support/bare-adapter.ts'
import { textOf } from '../../support/conversation.ts'
import { askedToCancel, type DeskStage, openDeskStage, SUPPORT } from '../../support/desk.ts'
import { worldOf } from '../../support/played-worlds.ts'

const FOLDER = new URL('../../fixtures/activities/', import.meta.url)
const SPOKEN = { en: 'en-US', 'zh-TW': 'zh-TW' } as const
const WORDS = { en: 'reply We have 24 seats', 'zh-TW': '回覆 我們有 24 個授權' } as const

/** A company whose request support has asked about, and which has answered by the message `m-1`. */
const worlds = (['en', 'zh-TW'] as const).map((locale) => ({
  locale,
  world: worldOf(`an open request, ${locale}`, async (database) => {
    const stage = await openDeskStage({ database })
    await stage.setUp(SPOKEN[locale])
    const person = await askedToCancel(stage, { locale: SPOKEN[locale] })
    await stage.runDue()
    const { thread } = stage.liveCard(1)
    await stage.agent('agent-one', 'Agent One', SPOKEN[locale]).say('How many seats do you have?', thread, 'a-1')
    await person.say(WORDS[locale], { id: 'm-1' })
    await stage.runDue()
    return stage
  }),
}))

type Said = [key: TextKey, values?: TextValues]
type Ticket = NonNullable<Awaited<ReturnType<DeskStage['store']['tickets']['numbered']>>>
type Expected = {
  /** Who does it; absent: the partner's purchaser, in their own chat. */
  by?: 'agent'
  /** All that is said holds these, in the language; none: nothing is said. */
  says: Said[]
  /** What an invoke is answered with besides: its status. */
  status?: number
  /** What became of the request. */
  became?: (ticket: Ticket) => void
}

const HELP: Expected = { says: [['help.title']] }
const KNOWN: Said = ['brought.support-knows', { number: 1 }]
const last = ({ entries }: Ticket) => entries.at(-1)
const BROUGHT: Expected = { says: [KNOWN], became: (ticket) => assert.equal(last(ticket)?.what, 'brought-more') }
const NOTED: Expected = {
  by: 'agent',
  says: [['desk.noted']],
  became: (ticket) => assert.deepEqual([last(ticket)?.kind, last(ticket)?.text], ['note', 'they have paid late']),
}
const QUIET: Expected = { says: [] }
const ELSEWHERE: Expected = {
  says: [['channel.elsewhere', { url: 'https://teams.microsoft.com/l/chat/0/0?users=28%3Abot' }]],
}
const messageOf = ({ entries }: Ticket) => entries.find((each) => each.key === 'm:m-1')

const TABLE: Record<string, Expected> = {
  'mention-nbsp': NOTED,
  'mention-at-id': NOTED,
  'mention-per-word': NOTED,
  'mention-without-text': NOTED,
  'mention-emoji-2019': { ...NOTED, became: (ticket) => assert.equal(last(ticket)?.text, 'they are fine 🍺') },
  'quote-quoted': HELP,
  'quote-blockquote': HELP,
  'quote-reference': HELP,
  'image-only': BROUGHT,
  'image-png-new-client': BROUGHT,
  'image-html-only': BROUGHT,
  'image-beside-text': { says: [['brought.only-text', { support: '' }], ['help.title']] },
  'file-download-info': BROUGHT,
  'file-reference': { says: [['brought.only-text', { support: '' }], ['help.title']] },
  'file-in-thread': {
    by: 'agent',
    says: [['desk.only-text'], ['desk.replied']],
    became: (ticket) => assert.equal(last(ticket)?.text, 'here is the screenshot'),
  },
  'voice-channel': { by: 'agent', says: [['desk.only-text']] },
  'voice-personal': BROUGHT,
  'code-snippet': BROUGHT,
  forward: BROUGHT,
  'forward-reference': BROUGHT,
  sticker: BROUGHT,
  gif: BROUGHT,
  // A link is no file: the words beside it are read as ever.
  'link-preview': { says: [['welcome.title']] },
  emoji: { says: [['courtesy.fine', { help: '' }]] },
  'emoji-image': { says: [['courtesy.fine', { help: '' }]] },
  'emoji-attached': { says: [['courtesy.fine', { help: '' }]] },
  'emoji-beside-words': { says: [['courtesy.thanks', { help: '' }]] },
  thanks: { says: [['courtesy.thanks', { help: '' }]] },
  'thanks-zh': { says: [['courtesy.thanks', { help: '' }]] },
  edit: { says: [], became: (ticket) => assert.equal(messageOf(ticket)?.text, 'We have 26 seats') },
  'edit-html-only': { says: [], became: (ticket) => assert.equal(messageOf(ticket)?.text, 'We have 26 seats') },
  'soft-delete': {
    says: [],
    became: (ticket) =>
      assert.deepEqual([messageOf(ticket)?.text, Boolean(messageOf(ticket)?.deleted)], [undefined, true]),
  },
  undelete: { says: [], became: (ticket) => assert.equal(messageOf(ticket)?.text, 'We have 25 seats') },
  'edit-of-anything': QUIET,
  'reaction-added': QUIET,
  'reaction-removed': QUIET,
  'reaction-in-channel': { ...QUIET, by: 'agent' },
  'installation-add': { says: [['welcome.title']] },
  'installation-add-upgrade': QUIET,
  'installation-remove': QUIET,
  'installation-remove-upgrade': QUIET,
  'installation-add-to-team': { ...QUIET, by: 'agent' },
  'installation-add-to-group-chat': QUIET,
  'members-added': QUIET,
  'conversation-channel-created': { ...QUIET, by: 'agent' },
  'conversation-team-renamed': { ...QUIET, by: 'agent' },
  'conversation-team-archived': { ...QUIET, by: 'agent' },
  'conversation-team-unarchived': { ...QUIET, by: 'agent' },
  'read-receipt': QUIET,
  'execute-manual': { says: [['help.title'], ['press.answered']], status: 200 },
  'execute-automatic': { says: [['press.unchanged']], status: 200 },
  'execute-without-locale': { says: [['help.title'], ['press.answered']], status: 200 },
  'execute-in-channel': { ...ELSEWHERE, status: 200 },
  submit: HELP,
  'submit-nonsense': QUIET,
  'invoke-task-fetch': { says: [], status: 501 },
  'invoke-composeextension-query': { says: [], status: 501 },
  'invoke-fileconsent-invoke': { says: [], status: 501 },
  'invoke-signin-verifystate': { says: [], status: 501 },
  'invoke-message-submitaction': { says: [], status: 501 },
  'without-locale': HELP,
  'client-locale-only': HELP,
  'upper-case-ids': HELP,
  'windows-zone': HELP,
  'onyx-host': HELP,
  'group-chat': ELSEWHERE,
  'group-without-type': ELSEWHERE,
  'meeting-chat': ELSEWHERE,
}

describe('what Teams really sends', () => {
  it('has a line in the table for every shape that is kept, and a source for each', () => {
    const kept = readdirSync(FOLDER)
      .filter((each) => each.endsWith('.json'))
      .map((each) => each.slice(0, -'.json'.length))
    assert.deepEqual(Object.keys(TABLE).toSorted(), kept.toSorted())
    const sources = readFileSync(new URL('README.md', FOLDER), 'utf8')
    const named = [...sources.matchAll(/`([a-z\d*-]+)`/g)].map(([, name = '']) => name)
    for (const each of kept)
      assert.ok(
        named.some((name) => name === each || (name.endsWith('*') && each.startsWith(name.slice(0, -1)))),
        `${each} has no source`,
      )
  })

  for (const [name, expected] of Object.entries(TABLE))
    for (const { locale, world } of worlds)
      it(`${name} is answered rightly, ${locale}`, async () => {
        const stage = await openDeskStage({ world: await world.together() })
        const sent = await play(stage, name, expected.by ?? 'purchaser', locale)
        const said = sent.filter((each) => each.type !== 'invokeResponse' || each.value?.body)
        if (expected.says.length === 0) assert.deepEqual(said, [], textOf(said))
        for (const [key, values] of expected.says)
          assert.ok(
            textOf(said).includes(wordsOf(locale, key, values)),
            `${key} is not in ${textOf(said).slice(0, 600)}`,
          )
        assert.doesNotMatch(textOf(said), /&nbsp;|<at|<attachment|<quoted|undefined|\[object/)
        for (const each of ['error.apology', 'unknown.text', 'error.bad-card'] as const)
          assert.ok(!textOf(said).includes(wordsOf(locale, each)), each)
        const answers = sent.filter((each) => each.type === 'invokeResponse').map((each) => each.value)
        assert.deepEqual(
          answers.map((each) => each.status),
          expected.status === undefined ? [] : [expected.status],
        )
        for (const { body } of answers) if (body) assert.ok(body.value, 'an empty answer')
        const ticket = await stage.store.tickets.numbered(1)
        assert.ok(ticket)
        expected.became?.(ticket)
        assert.doesNotMatch(JSON.stringify(ticket), /&nbsp;|<at|<attachment/)
      })

  it('a press that Teams delivers again posts nothing, and is answered with a sentence all the same', async () => {
    for (const { locale, world } of worlds) {
      const stage = await openDeskStage({ world: await world.together() })
      await play(stage, 'execute-manual', 'purchaser', locale)
      const again = await play(stage, 'execute-manual', 'purchaser', locale)
      assert.deepEqual(
        again.map((each) => [each.type, each.value?.body?.value]),
        [['invokeResponse', text(locale, 'press.answered')]],
      )
    }
  })

  it('what comes beside a reply is said, and the reply is taken', async () => {
    for (const { locale, world } of worlds) {
      const stage = await openDeskStage({ world: await world.together() })
      const person = stage.person({ locale: SPOKEN[locale] })
      const attachments = [{ contentType: 'image/png', contentUrl: 'https://smba.trafficmanager.net/emea/v3/a' }]
      const said = textOf(await person.say(locale === 'en' ? 'reply Here it is' : '回覆 在這裡', { attachments }))
      assert.ok(said.includes(text(locale, 'brought.support-knows', { number: 1 })))
      const entries = (await stage.store.tickets.numbered(1))?.entries.slice(-2) ?? []
      assert.deepEqual(
        entries.map((each) => each.what ?? each.text),
        ['brought-more', locale === 'en' ? 'Here it is' : '在這裡'],
      )
    }
  })

  it('free words beside a picture go to the request that is open, and without one nobody is told that they are not understood', async () => {
    const attachments = [{ contentType: 'image/*', contentUrl: 'https://smba.trafficmanager.net/emea/v3/a' }]
    for (const { locale, world } of worlds) {
      const stage = await openDeskStage({ world: await world.together() })
      const words = locale === 'en' ? 'here is the screenshot that you wanted' : '這是您要的螢幕擷取畫面'
      const said = textOf(await stage.person({ locale: SPOKEN[locale] }).say(words, { attachments, id: 'm-2' }))
      assert.ok(said.includes(text(locale, 'brought.words-taken', { number: 1 })), said.slice(0, 400))
      const entry = (await stage.store.tickets.numbered(1))?.entries.at(-1)
      assert.deepEqual([entry?.key, entry?.text], ['m:m-2', words])
      const other = stage.person({ id: 'viewer-two', name: 'Viewer Two', locale: SPOKEN[locale] })
      const alone = textOf(await other.say(words, { attachments }))
      assert.ok(alone.includes(wordsOf(locale, 'brought.only-text', { support: '' })))
      assert.ok(!alone.includes(wordsOf(locale, 'unknown.text')))
    }
  })

  it('deleted and undone: the desk reads the words again', async () => {
    for (const { locale, world } of worlds) {
      const stage = await openDeskStage({ world: await world.together() })
      await play(stage, 'soft-delete', 'purchaser', locale)
      await play(stage, 'undelete', 'purchaser', locale)
      const ticket = await stage.store.tickets.numbered(1)
      const entry = ticket && messageOf(ticket)
      assert.deepEqual([entry?.text, entry?.deleted, entry?.edited], ['We have 25 seats', undefined, undefined])
    }
  })

  it('the desk’s thread says once that something was sent besides text, however much it was', async () => {
    for (const { locale, world } of worlds) {
      const stage = await openDeskStage({ world: await world.together() })
      for (const name of ['image-only', 'file-download-info', 'gif']) await play(stage, name, 'purchaser', locale)
      const before = stage.inChannel().length
      await stage.runDue()
      const told = textOf(stage.inChannel().slice(before))
      const sentence = wordsOf(locale, 'happened.brought-more', { who: 'Purchaser One' })
      assert.equal(told.split(sentence).length, 2, told.slice(0, 600))
    }
  })
})

/** Delivers a kept shape as this person, and gives what the bot said. */
async function play(stage: DeskStage, name: string, by: 'agent' | 'purchaser', locale: Locale): Promise<Sent[]> {
  const tenant = by === 'agent' ? SUPPORT : 'tenant-one'
  const id = `${by}-one`
  const filled: Record<string, string> = {
    tenant,
    person: id,
    PERSON: id.toUpperCase(),
    user: `29:${tenant}:${id}`,
    name: by === 'agent' ? 'Agent One' : 'Purchaser One',
    chat: `a:${tenant}:${id}`,
    team: '19:team@thread.tacv2',
    channel: '19:channel@thread.tacv2',
    thread: stage.liveCard(1).thread,
    message: by === 'agent' ? 'a-1' : 'm-1',
    bot: '28:bot',
    locale: SPOKEN[locale],
    id: `of-${name}`,
  }
  const json = readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')
  const value = JSON.parse(json.replace(/\{\{(\w+)\}\}/g, (_, key: string) => filled[key] ?? assert.fail(key)))
  assert.ok(isServiceUrl(value.serviceUrl, { hosts: [], local: false }))
  const activity: Activity | undefined = asActivity(value)
  assert.ok(activity, 'the guard refuses it')
  const before = stage.adapter.sent.length
  await stage.adapter.run(activity, (context) => stage.bot.onActivity(context))
  return stage.adapter.sent.slice(before)
}

/** The sentence, or what of it comes before its first value where that is not given. */
function wordsOf(locale: Locale, key: TextKey, values: TextValues = {}): string {
  const open = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === '' ? '\u0000' : value]),
  )
  const all = text(locale, key, { reference: '\u0000', continue: '\u0000', help: '\u0000', ...open })
  return JSON.stringify(all.split('\u0000')[0]).slice(1, -1)
}
