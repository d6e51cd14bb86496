import assert from 'node:assert/strict'
import { openStage, textOf } from '../../support/conversation.ts'

type Input = { id?: string; value?: string; choices?: { value: string; title: string }[]; items?: Input[] }

function inputs(card: { body: Input[] }): Input[] {
  const all = (list: Input[]): Input[] => list.flatMap((each) => [each, ...all(each.items ?? [])])
  return all(card.body).filter((each) => each.id !== undefined)
}

describe('S2: the join card', () => {
  const ZONES: [named: string, zone: string, en: string, zhTW: string][] = [
    ['Asia/Kolkata', 'Asia/Kolkata', 'India Standard Time (Asia/Kolkata)', '印度標準時間（Asia/Kolkata）'],
    ['Europe/Kiev', 'Europe/Kyiv', 'Eastern European Time (Europe/Kyiv)', '東歐時間（Europe/Kyiv）'],
    ['Taipei Standard Time', 'Asia/Taipei', 'Taiwan Standard Time (Asia/Taipei)', '台北標準時間（Asia/Taipei）'],
    ['US/Eastern', 'America/New_York', 'Eastern Time (America/New_York)', '東部時間（America/New_York）'],
    ['Etc/UTC', 'UTC', 'Coordinated Universal Time (UTC)', '世界標準時間（UTC）'],
    ['GMT Standard Time', 'Europe/London', 'United Kingdom Time (Europe/London)', '英國時間（Europe/London）'],
    ['no zone at all', 'UTC', 'Coordinated Universal Time (UTC)', '世界標準時間（UTC）'],
  ]
  for (const [named, zone, en, zhTW] of ZONES)
    it(`proposes ${zone} where Teams says ${named}: pressed as it is shown, the company has joined`, async () => {
      for (const [locale, title] of [
        ['en-US', en],
        ['zh-TW', zhTW],
      ] as const) {
        const stage = await openStage()
        const person = stage.person({ locale, zone: named })
        await person.say('join')
        const shown = inputs(person.lastCard())
        const field = shown.find((each) => each.id === 'zone')
        assert.equal(field?.value, zone)
        assert.equal(field?.choices?.find((each) => each.value === zone)?.title, title)
        const answers = Object.fromEntries(shown.map((each) => [each.id, each.value ?? '']))
        await person.press('join', { ...answers, company: 'Partner One' })
        assert.equal((await stage.store.partners.get('tenant-one'))?.zone, zone)
      }
    })

  it('takes a zone by a former name, typed or from an old card', async () => {
    const stage = await openStage()
    const person = stage.person()
    await person.say('join')
    const said = textOf(await person.say('Partner One, US, Asia/Calcutta'))
    assert.match(said, /India Standard Time \(Asia\/Kolkata\)/)
    const other = stage.person({ tenant: 'tenant-two', id: 'purchaser-two' })
    await other.say('join')
    await other.press('join', { company: 'Partner Two', country: 'US', zone: 'Europe/Kiev' })
    assert.equal((await stage.store.partners.get('tenant-two'))?.zone, 'Europe/Kyiv')
  })

  it('F60: a card number as the company’s name is refused, and not kept in the chat', async () => {
    const stage = await openStage()
    const person = stage.person()
    await person.say('join')
    await person.press('join', { company: '4242 4242 4242 4242', country: 'US', zone: 'America/New_York' })
    assert.equal(await stage.store.partners.get('tenant-one'), undefined)
    assert.deepEqual(
      inputs(person.lastCard()).map((each) => each.value ?? ''),
      ['', 'US', 'America/New_York'],
    )
    const states = await stage.database.collection('bot-state').find({}, { limit: 100 }).toArray()
    assert.doesNotMatch(JSON.stringify(states), /4242/)
  })
})
