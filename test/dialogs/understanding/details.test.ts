import assert from 'node:assert/strict'
import { type Details, detailsOf } from '../../../dialogs/understanding/details.ts'
import { read } from '../../../dialogs/understanding/reading.ts'

const details = (text: string, locale?: string) => detailsOf(read(text).text, locale)

function tells(expected: Details, ...typed: string[]): void {
  for (const text of typed) assert.deepEqual(details(text), expected, text)
}

describe('details in a sentence', () => {
  it('tell the offer and its level', () => {
    tells({ offer: 'action-pack' }, 'renew the Action Pack', '訂閱行動套件', '订阅行动套件', 'ACTION-PACK please')
    tells({ offer: 'gold', level: 'gold' }, 'we want gold', '我要金級')
    tells({ offer: 'silver', level: 'silver' }, 'cancel silver', '取消銀級')
    tells({ offer: 'network' }, 'network membership', '網路會員資格')
  })
  it('tell no offer where two are weighed, and gold where silver is left behind', () => {
    tells({}, 'silver or gold', '金級跟銀級差在哪', 'action pack or silver')
    tells({ offer: 'gold', level: 'gold' }, 'upgrade from silver to gold', '從銀級升到金級')
  })
  it('tell the solution area by a key like those of the catalogue', () => {
    tells({ area: 'data-analytics' }, 'competency in data analytics', '資料分析的專長認證')
    tells({ area: 'cloud-platform' }, 'cloud platform', '雲端平台')
    tells({ area: 'application-development' }, 'app development', '應用程式開發')
    tells({ area: 'security' }, 'security', '資訊安全', '資安')
    tells({}, 'my information', '公司資料')
  })
  it('tell the number of a support request', () => {
    tells({ ticket: 42 }, 'ticket 42', 'Ticket #42', 'my request no. 42', '支援要求 42', '42 號工單', '案號４２', '#42')
  })
  it('tell the place in a list', () => {
    tells({ ordinal: 2 }, 'the second one', '2nd', 'number 2', '第二個', '第 2 項')
    tells({ ordinal: -1 }, 'the last one', '最後一個')
    tells({}, 'last year', 'last month please')
  })
  it('tell a date with its year', () => {
    const typed = [
      '2026-11-23',
      '2026/11/23',
      '23 Nov 2026',
      'November 23rd, 2026',
      '23.11.2026',
      '11/23/2026',
      '2026年11月23日',
    ]
    for (const date of typed) tells({ date: '2026-11-23' }, date)
  })
  it('tell a date without its year', () => {
    tells(
      { date: { month: 11, day: 23 } },
      'Nov 23',
      'the 23rd of November',
      '11月23日',
      '十一月二十三日',
      '11/23',
      '23/11',
    )
    tells({ date: { month: 2, day: 29 } }, '29 February')
  })
  it('leave open what may be two dates, unless the language says which', () => {
    assert.deepEqual(details('5/6'), {})
    assert.deepEqual(details('5/6', 'zh-TW'), { date: { month: 5, day: 6 } })
  })
  it('tell no date that no calendar has', () => {
    tells({}, '2026-02-30', 'Feb 30', '13月45日', '2027-02-29', '99/99')
  })
})
