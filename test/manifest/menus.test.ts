import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { recognise } from '../../dialogs/recognise.ts'
import { readSetUp, readTyped } from '../../dialogs/support/desk/typed.ts'
import { COMMANDS, type CommandName } from '../../dialogs/understanding/commands.ts'
import { wrongLanguage } from '../cards/lint/language.ts'

const read = (file: string) => JSON.parse(readFileSync(new URL(`../../manifest/${file}`, import.meta.url), 'utf8'))
const manifest = read('manifest.json')
const chinese: Record<string, string> = read('zh-tw.json')

const PERSONAL: CommandName[] = [
  'offers',
  'purchased-offers',
  'renew',
  'turn-off-auto-renew',
  'cancel-subscription',
  'support-requests',
  'activate-benefits',
  'receipts',
  'language',
  'help',
]

describe('the command menus', () => {
  const [personal, team] = manifest.bots[0].commandLists

  it('the personal one has the ten commands of every partner, in their own words', () => {
    const titles = personal.commands.map((each: { title: string }) => each.title.toLowerCase())
    assert.deepEqual(
      titles,
      PERSONAL.map((each) => COMMANDS[each].en),
    )
    const inChinese = PERSONAL.map((_, i) => chinese[`bots[0].commandLists[0].commands[${i}].title`])
    assert.deepEqual(
      inChinese,
      PERSONAL.map((each) => COMMANDS[each]['zh-TW']),
    )
  })

  it('each title of it is understood in both languages, whatever language the person has', () => {
    for (const [i, command] of PERSONAL.entries())
      for (const title of [personal.commands[i].title, chinese[`bots[0].commandLists[0].commands[${i}].title`]])
        for (const locale of ['en', 'zh-TW']) assert.equal(recognise(title, locale).command, command, title)
  })

  /** What the desk understands by each title of the team's menu, with what has to follow it. */
  const DESK: [kind: string, rest: string][] = [
    ['queue', ''],
    ['ticket', ' 12'],
    ['open-ticket', ' Partner One'],
    ['report', ''],
    ['set-up', ' AAAAA-AAAAA'],
    ['help', ''],
  ]

  it('the team’s has the words of the desk, which understands them in both languages', () => {
    assert.equal(team.commands.length, DESK.length)
    for (const [i, [kind, rest]] of DESK.entries())
      for (const title of [team.commands[i].title, chinese[`bots[0].commandLists[1].commands[${i}].title`]]) {
        const said = `${title}${rest}`
        const heard = kind === 'set-up' ? readSetUp(said) && kind : readTyped(said)?.kind
        assert.equal(heard, kind, said)
      }
  })

  it('S25: every text is written in its own language', () => {
    const { name, description, bots } = manifest
    const menus = bots[0].commandLists.flatMap((list: { commands: object[] }) => list.commands.flatMap(Object.values))
    const english: string[] = [name.short, name.full, description.short, description.full, ...menus]
    const own = Object.entries(chinese).flatMap(([key, text]) => (key === '$schema' ? [] : [text]))
    const wrong = [
      ...english.flatMap((each) => wrongLanguage(each, 'en')),
      ...own.flatMap((each) => wrongLanguage(each, 'zh-TW').map((fault) => `${fault}: ${each}`)),
    ]
    assert.deepEqual(wrong, [])
  })
})
