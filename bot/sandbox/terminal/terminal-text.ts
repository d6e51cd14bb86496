import type { Locale } from '../../../store/use-cases/services.ts'

const TEXTS = {
  en: {
    hello:
      'You are {name} ({company}). Write to the bot, type a number to press a button, /help for more, exit to end.',
    help: [
      '/who            who is there; /who 2 or /who purchaser-two: be that person',
      '/language zh-TW language of Teams: en-US or zh-TW',
      '/zone Asia/Taipei',
      '/days 30        move the test clock forward',
      '/next           move it to the next message',
      '/renewal        move it through the next renewal',
      '/outcome NAME   what becomes of the next charge',
      '/dispute NAME   the last payment at the bank: open, won or lost',
      '/wait 10        wait up to so many seconds for the bot',
      '/say 1          write something that would press a button',
      'exit            ends (Ctrl-D too); while a card asks, it leaves the card',
    ].join('\n'),
    choose: 'number or words',
    chooseMany: 'numbers or words, apart by commas',
    keep: 'Enter: {value}',
    wrong: 'That does not fit.',
    left: 'Left the card. Nothing was sent.',
    failed: 'Something went wrong. Try again.',
    lost: 'Not delivered: the bot gave no good answer.',
    updated: '(updated)',
    deleted: '(message deleted)',
    open: 'Opens outside Teams: {url}',
    unknown: 'There is no such command or value: {word}. /help shows all.',
    now: 'The bot’s time is {now}.',
    outcome: 'Next charge: {outcome}.',
    disputed: 'The bank tells the bot.',
    'not-paid': 'There is no payment, or no dispute of it.',
    nothing: 'Nothing came.',
    'nothing-due': 'Nothing is due that the bot would tell anybody.',
    optional: 'optional',
  },
  'zh-TW': {
    hello: '您是 {name}（{company}）。請寫訊息給 Bot，輸入數字可按下按鈕，/help 顯示更多，exit 結束。',
    help: [
      '/who            有哪些人；/who 2 或 /who purchaser-two：成為該人',
      '/language en-US Teams 的語言：en-US 或 zh-TW',
      '/zone Asia/Taipei  時區',
      '/days 30        將測試時鐘往前推進',
      '/next           推進到下一則訊息',
      '/renewal        推進並經過下一次續約',
      '/outcome NAME   下一次扣款的結果',
      '/dispute NAME   上一筆付款在銀行的爭議：open、won 或 lost',
      '/wait 10        最多等候 Bot 這麼多秒',
      '/say 1          傳送原本會按下按鈕的文字',
      'exit            結束（Ctrl-D 亦可）；填寫卡片時則離開該卡片',
    ].join('\n'),
    choose: '數字或文字',
    chooseMany: '數字或文字，以逗號分隔',
    keep: 'Enter：{value}',
    wrong: '內容不符。',
    left: '已離開卡片，未傳送任何內容。',
    failed: '發生錯誤，請再試一次。',
    lost: '未送達：Bot 未正常回應。',
    updated: '（已更新）',
    deleted: '（訊息已刪除）',
    open: '在 Teams 外開啟：{url}',
    unknown: '沒有這個命令或值：{word}。/help 顯示全部。',
    now: 'Bot 的時間是 {now}。',
    outcome: '下一次扣款：{outcome}。',
    disputed: '銀行已通知 Bot。',
    'not-paid': '沒有付款，或沒有爭議。',
    nothing: '沒有收到任何內容。',
    'nothing-due': '目前沒有需要 Bot 通知的事項。',
    optional: '選填',
  },
} as const satisfies Record<Locale, Record<string, string>>

export type TerminalText = keyof (typeof TEXTS)['en']

/** The terminal's own sentence, with `{name}` filled in. */
export function terminalText(locale: Locale, key: TerminalText, values: Record<string, string> = {}): string {
  return TEXTS[locale][key].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}
