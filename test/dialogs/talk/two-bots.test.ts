import assert from 'node:assert/strict'
import type { Catalogue } from '../../../store/catalogue/offer.ts'
import { readCatalogue } from '../../../store/catalogue/read-catalogue.ts'
import { openStage, textOf } from '../../support/conversation.ts'

/** The catalogue with its terms and its offers under other names. */
function namedAnew(word: string): Catalogue {
  const { offers, terms, ...rest } = readCatalogue()
  const name = (what: string) => ({ en: `${word} ${what}`, 'zh-TW': `${word} ${what}` })
  return {
    ...rest,
    terms: { ...terms, name: name('terms') },
    offers: offers.map((each) => ({ ...each, name: name(each.id) })),
  }
}

describe('two bots in one process', () => {
  it('each asks its own questions, with its own catalogue and its own store', async () => {
    const stages = [
      await openStage({ catalogue: namedAnew('Alpha') }),
      await openStage({ catalogue: namedAnew('Beta') }),
    ]
    const people = stages.map((each) => each.person())
    for (const person of people) {
      await person.say('join')
      await person.say('Partner One, US, Asia/Taipei')
    }
    for (const [at, person] of people.entries()) {
      const [mine, others] = at === 0 ? [/Alpha/, /Beta/] : [/Beta/, /Alpha/]
      const asked = textOf(await person.say('subscribe')) + textOf(await person.say('action'))
      assert.match(asked, mine)
      assert.doesNotMatch(asked, others)
      const again = textOf(await person.say('continue'))
      assert.match(again, mine, 'the open question, asked again')
      assert.doesNotMatch(again, others)
    }
    for (const [at, person] of people.entries()) {
      assert.match(textOf(await person.say('agree')), /Add a payment method/)
      assert.equal((await stages[at]?.store.orders.openOf('tenant-one', await idIn(at)))?.terms?.by, await idIn(at))
    }

    async function idIn(at: number): Promise<string> {
      return (await stages[at]?.store.people.known('tenant-one', 'purchaser-one'))?._id ?? ''
    }
  })

  it('a conversation that one of them has saved is sound for the other, if it has the same steps', async () => {
    const one = await openStage()
    await one.person().say('join')
    await openStage({ catalogue: namedAnew('Beta') })
    const two = await openStage({ database: one.database })
    assert.match(textOf(await two.person().say('Partner One, US, Asia/Taipei')), /now a network member/)
  })
})
