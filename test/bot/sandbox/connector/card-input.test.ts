import assert from 'node:assert/strict'
import { answerTo, readInput } from '../../../../bot/sandbox/connector/card-input.ts'

describe('answers to a card’s inputs', () => {
  const choices = [
    { title: 'Taiwan', value: 'TW' },
    { title: 'United States', value: 'US' },
  ]
  const answers = (node: object, typed: string[]) => {
    const input = readInput({ id: 'x', ...node }, 'en')
    return typed.map((each) => answerTo(input, each))
  }

  it('takes a choice by its number, title or value, and nothing else', () => {
    const node = { type: 'Input.ChoiceSet', choices, value: 'TW', isRequired: true }
    assert.deepEqual(answers(node, ['2', 'united states', 'us', '', '-', '3', 'Mars']), [
      'US',
      'US',
      'US',
      'TW',
      undefined,
      undefined,
      undefined,
    ])
  })

  it('takes several choices apart by commas of both kinds', () => {
    const node = { type: 'Input.ChoiceSet', choices, isMultiSelect: true }
    assert.deepEqual(answers(node, ['1,2', 'TW，United States', '1, 9', '']), ['TW,US', 'TW,US', undefined, ''])
  })

  it('takes yes and no for a toggle, in the person’s language, and insists where the card does', () => {
    const node = { type: 'Input.Toggle', title: 'Agree', valueOn: 'on', valueOff: 'off' }
    assert.deepEqual(answers(node, ['yes', 'no', '', 'maybe']), ['on', 'off', 'off', undefined])
    assert.equal(answerTo(readInput({ ...node }, 'zh-TW'), '是'), 'on')
    assert.deepEqual(answers({ ...node, isRequired: true }, ['no', '', 'yes']), [undefined, undefined, 'on'])
  })

  it('keeps length, pattern, numbers and dates', () => {
    const text = { type: 'Input.Text', isRequired: true, maxLength: 3, regex: '^[a-z]+$' }
    assert.deepEqual(answers(text, ['abc', 'abcd', 'a1', '']), ['abc', undefined, undefined, undefined])
    assert.deepEqual(answers({ type: 'Input.Number', min: 1, max: 5 }, ['3', '0', '6', 'x', '']), [
      '3',
      undefined,
      undefined,
      undefined,
      '',
    ])
    assert.deepEqual(answers({ type: 'Input.Date' }, ['2026-11-23', '23.11.2026']), ['2026-11-23', undefined])
    assert.deepEqual(answers({ type: 'Input.Time' }, ['08:00', '8']), ['08:00', undefined])
  })

  it('empties what is optional with a dash', () => {
    assert.deepEqual(answers({ type: 'Input.Text', value: 'before' }, ['', '-', 'after']), ['before', '', 'after'])
  })
})
