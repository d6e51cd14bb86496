import assert from 'node:assert/strict'
import { bringsMore } from '../../../../bot/turn/words/brought-along.ts'

const picture = (n: number) => ({ contentType: 'image/*', contentUrl: `https://statics.teams.cdn.office.net/${n}` })
const html = (content: string) => ({ contentType: 'text/html', content })
const emoji = '<img itemtype="http://schema.skype.com/Emoji" alt="👍">'
const inline = '<img itemtype="http://schema.skype.com/AMSImage" alt="image">'

describe('more than words', () => {
  const CASES: [what: string, attachments: object[], more: boolean][] = [
    ['an emoji, attached as a picture', [picture(1), html(`<p>${emoji}</p>`)], false],
    ['two emoji, each attached', [picture(1), picture(2), html(`<p>${emoji}${emoji}</p>`)], false],
    ['a wave without its kind', [picture(1), html('<p><img alt="👋"></p>')], false],
    ['an emoji and a picture', [picture(1), picture(2), html(`<p>${emoji}${inline}</p>`)], true],
    ['an emoji and a picture that the HTML lacks', [picture(1), picture(2), html(`<p>${emoji}</p>`)], true],
    ['a picture beside words', [picture(1), html(`<p>see ${inline}</p>`)], true],
    ['a picture alone', [picture(1)], true],
    ['a file beside an emoji', [{ contentType: 'application/pdf' }, picture(1), html(`<p>${emoji}</p>`)], true],
  ]
  for (const [what, attachments, more] of CASES)
    it(`${what}: ${more ? 'said' : 'not said'}`, () => {
      for (const text of ['', 'see'])
        assert.equal(bringsMore({ text, attachments } as Parameters<typeof bringsMore>[0]), more)
    })
})
