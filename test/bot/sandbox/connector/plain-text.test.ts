import assert from 'node:assert/strict'
import { plainText } from '../../../../bot/sandbox/connector/plain-text.ts'

describe('markdown for a terminal', () => {
  const cases: [string, string][] = [
    ['**Bold**, *leaning* and _leaning_ words', 'Bold, leaning and leaning words'],
    ['See [the programme](https://partner.microsoft.com).', 'See the programme (https://partner.microsoft.com).'],
    ['[https://a.example](https://a.example)', 'https://a.example'],
    ['- one\n- two', '- one\n- two'],
    ['2 * 3 * 4 and snake_case_word', '2 * 3 * 4 and snake_case_word'],
    ['\\*not bold\\* \\[not\\](a link)', '*not bold* [not](a link)'],
    ['**[提交](https://a.example)**', '提交 (https://a.example)'],
  ]
  for (const [markdown, text] of cases) {
    it(`reads ${JSON.stringify(markdown)}`, () => assert.equal(plainText(markdown), text))
  }
})
