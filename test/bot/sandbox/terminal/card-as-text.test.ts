import assert from 'node:assert/strict'
import { cardAsText } from '../../../../bot/sandbox/terminal/card-as-text.ts'
import { richCard } from '../connector/sample-bot.ts'

describe('a card as text', () => {
  it('says everything that the card says, in reading order, with its buttons numbered', () => {
    assert.deepEqual(cardAsText(richCard('en'), { locale: 'en' }).lines, [
      'Review your order',
      'Action Pack, one year. See the programme (https://partner.microsoft.com).',
      'Price: USD 475.00',
      'Renews on: November 23, 2027',
      'Auto-renew: On',
      'Silver',
      '- More rights',
      '- More support',
      'Gold',
      '- More rights',
      '- More support',
      '- Company name *: …',
      '- Country: Taiwan',
      '- Terms: no',
      'Note: charged immediately.',
      '[1] Purchase',
      '[2] Back',
      '[3] Pay outside Teams ↗',
      '[4] More',
      '[5] Change',
    ])
  })

  it('S25: uses the marks of the language: full-width colons, 是 and 否', () => {
    const { lines } = cardAsText(richCard('zh-TW'), { locale: 'zh-TW' })
    assert.ok(lines.includes('續約日期：2027年11月23日'))
    assert.ok(lines.includes('- 條款：否'))
    assert.ok(lines.every((line) => !/[\u3400-\u9fff]:/.test(line)))
  })

  it('asks for inputs only with buttons that send them, and for the outer ones with a shown card’s', () => {
    const { buttons } = cardAsText(richCard('en'), { locale: 'en', first: 7 })
    const ids = buttons.map(({ title, inputs }) => [title, ...inputs.map((each) => each.id)])
    assert.deepEqual(ids, [
      ['Purchase', 'company', 'country', 'agree'],
      ['Back'],
      ['Pay outside Teams'],
      ['More'],
      ['Change', 'company', 'country', 'agree'],
    ])
    const change = buttons.at(-1)
    const inner = cardAsText(Object(change?.action.card), { locale: 'en', outer: change?.inputs ?? [] })
    assert.deepEqual(
      inner.buttons[0]?.inputs.map((each) => each.id),
      ['company', 'country', 'agree', 'note'],
    )
  })

  it('shows what is hidden only once it was toggled', () => {
    const has = (visible: Map<string, boolean>) =>
      cardAsText(richCard('en'), { locale: 'en', visible }).lines.includes('Hidden facts')
    assert.deepEqual([has(new Map()), has(new Map([['more', true]]))], [false, true])
  })

  it('puts columns and table rows of one line each side by side', () => {
    const cell = (text: string) => ({ type: 'TableCell', items: [{ type: 'TextBlock', text }] })
    const column = (text: string) => ({ type: 'Column', items: [{ type: 'TextBlock', text }] })
    const card = {
      body: [
        { type: 'ColumnSet', columns: [column('Gold'), column('Held')] },
        { type: 'Table', rows: [{ cells: [cell('Seats'), cell('10')] }, { cells: [cell('Keys'), cell('3')] }] },
        { type: 'Image', url: 'x', altText: 'A medal', separator: true },
      ],
    }
    const { lines } = cardAsText(card, { locale: 'en' })
    assert.deepEqual(lines, ['Gold  |  Held', 'Seats  |  10', 'Keys  |  3', '', '[A medal]'])
  })

  it('takes the fallback of what it does not know, buttons in the middle, rich text, and a pressable container', () => {
    const card = {
      body: [
        { type: 'Carousel', fallback: { type: 'TextBlock', text: 'instead' } },
        { type: 'Rating', fallback: 'drop' },
        { type: 'ActionSet', actions: [{ type: 'Action.Submit', title: 'First' }] },
        {
          type: 'RichTextBlock',
          inlines: [
            { type: 'TextRun', text: 'a' },
            { type: 'TextRun', text: 'b' },
          ],
        },
        { type: 'Container', items: [], selectAction: { type: 'Action.Execute', title: 'Choose' } },
      ],
      actions: [{ type: 'Action.OpenUrl', title: 'Read', url: 'https://a.example' }],
    }
    const { lines, buttons } = cardAsText(card, { locale: 'en' })
    assert.deepEqual(lines, ['instead', '[1] First', 'ab', '[2] Choose', '[3] Read ↗'])
    assert.deepEqual(
      buttons.map((each) => each.title),
      ['First', 'Choose', 'Read'],
    )
  })

  it('F33: survives cards that are none', () => {
    for (const card of [{}, { body: null }, { body: [null, 1, 'x', {}], actions: [null, {}] }, { body: {} }]) {
      assert.ok(Array.isArray(cardAsText(card, { locale: 'en' }).lines))
    }
  })

  it('leaves the numbers that the card gives to its rows to the rows', () => {
    const rows = { type: 'TextBlock', text: '6\\. Viewer Six' }
    const show = { type: 'Action.Execute', title: 'Show' }
    const list = cardAsText(
      { body: [rows, { type: 'TextBlock', text: '7\\. Viewer Seven' }], actions: [show] },
      { locale: 'en' },
    )
    assert.deepEqual(
      list.buttons.map((each) => each.number),
      [8],
    )
    const choice = { actions: ['1. Action Pack', '2. Silver', 'Stop'].map((title) => ({ ...show, title })) }
    const numbers = cardAsText(choice, { locale: 'en', first: 4 }).buttons.map((each) => each.number)
    assert.deepEqual(numbers, [1, 2, 4])
  })
})
