import assert from 'node:assert/strict'
import fc from 'fast-check'
import { fold } from '../../../../dialogs/support/desk/folded.ts'
import { readTyped } from '../../../../dialogs/support/desk/typed.ts'

/** What is typed in a ticket's thread, by what it is taken for; `reply`: it goes to the partner as it stands. */
const TABLE: Record<string, string[]> = {
  note: [
    ...[
      'note bad payer',
      'note: bad payer',
      'note- bad payer',
      'note – bad payer',
      'Note, bad payer',
      'NOTE. bad payer',
    ],
    ...[
      'notes: bad payer',
      'note\nbad payer',
      'note:bad payer',
      'note - bad payer',
      'note;bad payer',
      'note = bad payer',
    ],
    ...['internal note: bad payer', 'Internal note bad payer', 'private note, bad payer', 'team-only note: bad payer'],
    ...[
      '/note bad payer',
      '!note bad payer',
      '#note bad payer',
      '[note] bad payer',
      '(note) bad payer',
      '**note** bad payer',
    ],
    ...[
      '> note bad payer',
      '- note bad payer',
      '1. note bad payer',
      '📝 note bad payer',
      '"note" bad payer',
      '[internal] bad payer',
    ],
    ...[
      '\u200bnote bad payer',
      'no\u00adte bad payer',
      '\ufeffnote bad payer',
      '\u2060note: bad',
      'ｎｏｔｅ：bad payer',
      '𝐧𝐨𝐭𝐞 bad payer',
    ],
    ...[
      'nоte bad payer',
      'nóte bad payer',
      'note\u00a0bad payer',
      'note',
      'Note:',
      'note to self: call them',
      'internal: bad payer',
    ],
    ...[
      '備註客戶信用不良',
      '備註，客戶信用不良',
      '備註：客戶信用不良',
      '備註:客戶信用不良',
      '備註 客戶信用不良',
      '備註、客戶信用不良',
    ],
    ...[
      '內部備註：客戶信用不良',
      '內部備註客戶信用不良',
      '【備註】客戶信用不良',
      '備 註 客戶信用不良',
      '备注客户信用不良',
      '備注：客戶',
      '附註：客戶',
    ],
    ...['內部：客戶信用不良', '備註', '「備註」客戶', 'note客戶信用不良', '備註bad payer'],
  ],
  take: [
    'take',
    'take it',
    'Take!',
    'take this one, please',
    'please take',
    '/take',
    'I’ll take it',
    'taking this',
    'take over',
  ],
  'take ': ['接手', '接手。', '接手了', '請接手', '我來接手', '由我接手', '接 手'],
  close: [
    'close',
    'close.',
    'Close it',
    'close this ticket, thanks',
    'close answered',
    'close: no answer',
    'close as answered',
  ],
  'close ': ['結案', '結案。', '結案：問題已答覆', '請結案'],
  queue: ['queue', 'queue?', 'Queue!', 'queue please', 'queue mine', '佇列', '佇列？', '佇列未指派', '佇列 Partner'],
  release: ['release', 'release it.', '放回', '放回佇列', 'please release'],
  reopen: ['reopen', 're-open', 'Reopen this ticket', '重新開啟', '重新開啟。'],
  more: ['more', 'more…', 'More?', '更多', '更多。'],
  help: ['help', 'help!', '說明', '說明。'],
  report: ['report', 'report.', 'report 30', 'report 30 days', '報告', '報告 30 天'],
  ticket: ['ticket 5', 'Ticket #5', 'ticket 5?', '支援要求 5', '支援要求5。'],
  'open-ticket': ['open ticket Partner', '開立支援要求 Partner'],
  reply: [
    'reply We call on Monday',
    'reply: We call',
    'Reply - We call',
    '回覆 不需要了',
    '回覆：不需要了',
    '/reply We call',
  ],
  unclear: [
    ...[
      'Please note that your invoice is due',
      'Note that your invoice is due',
      'Noted, thanks',
      'notebook',
      'noteworthy: x',
    ],
    ...[
      'add a note: bad payer',
      'leave note bad payer',
      'make a note bad payer',
      'memo: bad payer',
      'please note: bad payer',
    ],
    ...[
      'Internal review takes two days',
      'not for the customer: bad payer',
      'hand over to Agent Two',
      'noet: bad payer',
      'nots: bad',
    ],
    ...[
      'take your time',
      'taken care of',
      'close your browser and try again',
      'closed',
      'Closing this soon',
      'clsoe',
      'tkae',
    ],
    ...[
      'queue times are long this week',
      'release notes are online',
      'More details please',
      'help is on the way',
      'reports are attached',
    ],
    ...[
      'ticket',
      'tickets',
      'Ticket 5 is solved',
      'open ticket',
      'open tickets are many',
      'set up desk',
      'reply to me by Friday',
      'replied',
    ],
    ...[
      '備註欄請填寫訂單編號',
      '請備註：客戶',
      '加備註 客戶',
      '記一下客戶信用不良',
      '內部審查需要兩天',
      '轉交給同事',
      '不要給客戶看',
    ],
    ...[
      '回覆期限是週五',
      '更多資訊請見官網',
      '說明如下',
      '報告已附上',
      '支援要求已收到',
      '接手的同事會聯絡您',
      '結案前請確認',
      '關閉視窗再試',
    ],
  ],
  answer: ['send', 'Send it.', 'keep as a note', 'cancel', '傳送', '保留為備註', '取消。'],
  plainly: [
    ...[
      'Your note has arrived',
      'What shall happen with the keys?',
      'Thanks for your patience',
      'We will close it on Friday',
    ],
    ...[
      'I will take a look',
      'Send us the file',
      'Cancel it in the portal',
      'Hello, we call on Monday',
      'Nothing else is needed',
    ],
    ...['The report is ready', 'Moreover, it is free', 'notice: prices change', 'Keep the receipt', 'Stakes are high'],
    ...[
      '您的備註已收到',
      '我們會在週五結案',
      '謝謝您的耐心',
      '您好，我們週一聯絡您',
      '取消訂閱需要兩天',
      '好的，我們會處理',
      '已接手處理',
    ],
  ],
}

describe('what is typed in a ticket’s thread', () => {
  for (const [kind, texts] of Object.entries(TABLE))
    for (const said of texts)
      it(`S26: ${JSON.stringify(said)} is ${kind}`, () => {
        assert.equal(readTyped(said)?.kind ?? 'plainly', kind.trim())
      })

  it('S26: a note has the words that were written, without the word and the signs before them', () => {
    for (const said of [
      'note- Bad Payer!',
      '/note: Bad Payer!',
      '\u200bNOTE   Bad Payer!',
      'internal note: Bad Payer!',
      '備註：Bad Payer!',
    ])
      assert.deepEqual(readTyped(said), { kind: 'note', words: 'Bad Payer!' }, said)
  })

  const words = [
    'note',
    'notes',
    'internal note',
    'take',
    'close',
    'queue',
    'release',
    'reopen',
    'more',
    'help',
    'report',
    'ticket',
  ]
  const chinese = [
    '備註',
    '內部備註',
    '接手',
    '結案',
    '佇列',
    '放回',
    '重新開啟',
    '更多',
    '說明',
    '報告',
    '支援要求',
    '開立支援要求',
    '转交',
  ]
  const invisible = fc.constantFrom('', '\u200b', '\u2060', '\u00ad', '\ufeff', '\u200d', '\u202a')
  const before = fc.constantFrom(
    '',
    ' ',
    '/',
    '-',
    '* ',
    '**',
    '(',
    '[',
    '> ',
    '「',
    '…',
    '\n',
    '🙂 ',
    'please ',
    'Please, ',
    '請',
    '麻煩',
    '\u00a0',
  )
  const after = fc.constantFrom(
    '',
    ' ',
    ': ',
    ', ',
    '. ',
    '- ',
    '：',
    '，',
    '。',
    '、',
    '！',
    '? ',
    ')',
    '** ',
    '\n',
    '\t',
    '\u3000',
    ' = ',
  )

  it('S26: no text that begins with a word of the desk’s reaches the partner without the agent’s own choice', () => {
    const width = fc.constantFrom(
      (word: string) => word,
      (word: string) => word.toUpperCase(),
      (word: string) => word.replace(/[!-~]/g, (each) => String.fromCodePoint((each.codePointAt(0) ?? 0) + 0xfee0)),
    )
    fc.assert(
      fc.property(
        fc.tuple(invisible, before, invisible),
        fc.constantFrom(...words, ...chinese),
        fc.tuple(invisible, width),
        after,
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 40 }),
          fc.constantFrom('bad payer', '客戶信用不良', 'that is so', 'it', '了'),
        ),
        (lead, word, [hidden, widened], sign, rest) => {
          const spelt = widened(`${word.slice(0, 1)}${hidden}${word.slice(1)}`)
          // What reads as a Latin letter makes another word of it, whatever alphabet it is from.
          const glued = sign === '' && /^\p{Script=Latin}/u.test(fold(rest).text)
          const typed = readTyped(`${lead.join('')}${spelt}${glued ? ' ' : sign}${rest}`)
          assert.ok(typed && typed.kind !== 'reply', `${lead.join('')}${spelt}${sign}${rest}`)
        },
      ),
      { numRuns: 3_000 },
    )
  })

  it('S26: a reply keeps every letter: what is plainly one is not touched', () => {
    const plainly = TABLE.plainly ?? []
    for (const said of plainly) assert.equal(readTyped(`  ${said}  `), undefined)
  })
})
