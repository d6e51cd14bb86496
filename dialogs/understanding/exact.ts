import { COMMANDS, type CommandName } from './commands.ts'
import { isReadWhole, normalise } from './normalise.ts'

/** Other short words that can mean one command only: taken like its exact word. */
const ALIASES: Partial<Record<CommandName, string>> = {
  join: 'become a partner, sign up, register, 註冊, 入會',
  offers: 'offer, available offers, plans, prices, show offers, 可用的優惠, 方案, 價格',
  subscribe: 'new subscription, subscribe now, 立即訂閱',
  'purchased-offers': 'my subscriptions, my offers, subscriptions, purchased, 我的訂閱, 已購買, 我的優惠',
  renew: 'renew subscription, renewal, renew now, 續訂, 續約訂閱, 我要續約',
  'turn-off-auto-renew':
    'turn off autorenew, turn auto renew off, turn off automatic renewal, stop auto renew, cancel auto renew, ' +
    'cancel auto renewal, disable auto renew, 取消自動續約, 停止自動續約, 不要續約, 不續約, 關閉自動續訂',
  'cancel-subscription':
    'cancel my subscription, cancel the subscription, cancel our subscription, unsubscribe, 退訂, 解約, 取消我的訂閱',
  'support-requests':
    'support, support request, my support requests, my tickets, tickets, contact support, customer service, ' +
    '客服, 支援, 我的支援要求, 聯絡客服, 回報問題, report a problem',
  'activate-benefits': 'benefits, my benefits, activate, activate my benefits, 權益, 啟用, 我的權益',
  'payment-method': 'payment methods, payment details, change card, add a payment method, 新增付款方式, 付款, 換卡',
  receipts: 'receipt, invoice, invoices, my receipts, 發票, 我的收據',
  'company-profile':
    'company, profile, our company, billing profile, billing address, tax id, company details, ' +
    '公司檔案, 帳務資料, 統一編號, 統編, 發票抬頭, 公司地址',
  people: 'users, user, permissions, roles, 權限, 人員, 我的權限',
  reminders: 'reminder, reminder settings, 提醒設定, 通知設定',
  audit: 'audit log, audit trail, 稽核紀錄, 操作紀錄',
  language:
    'languages, change language, switch language, 語系, 切換語言, 更改語言, 換語言, ' +
    // With the language at once: the dialog reads it.
    'english, english please, in english, language en, language english, speak english, use english, switch to english, ' +
    'change language to english, 英文, 語言英文, 語言english, 說英文, 用英文, 切換到英文, 切換成英文, ' +
    '中文, 繁體中文, language zh, language zh-tw, language chinese, language traditional chinese, language 中文, language 繁體中文, ' +
    'speak chinese, use chinese, switch to chinese, switch to 中文, change language to chinese, change language to 中文, in chinese, ' +
    '語言中文, 語言繁體中文, 說中文, 講中文, 用中文, 請說中文, 請用中文, 切換到中文, 切換成中文',
  help: '?, menu, commands, start, what can you do, help me, 選單, 幫助, 指令, 求助, 你會做什麼, 怎麼用',
  stop:
    'cancel, exit, quit, abort, never mind, nevermind, nvm, forget it, stop it, leave, ' +
    '取消, 算了, 不用了, 停, 退出, 離開, 結束, 中止, 放棄, 不要了',
  continue: 'resume, go on, carry on, keep going, proceed, 接著, 恢復, 接續, 請繼續',
}

const words = new Map<string, CommandName>()
for (const command of Object.keys(COMMANDS) as CommandName[]) {
  const written = [COMMANDS[command].en, COMMANDS[command]['zh-TW'], ...(ALIASES[command]?.split(',') ?? [])]
  for (const word of written) words.set(closed(word), command)
}

/** The command whose own word, or an equally plain one, is the whole text. The only way out of a prompt for free text. */
export function exactCommand(text: string): CommandName | undefined {
  return isReadWhole(text) ? words.get(closed(text)) : undefined
}

/** Spaces and a final question mark don't matter: autorenew, auto renew, auto-renew. */
function closed(text: string): string {
  const normalised = normalise(text)
  return normalised === '?' ? normalised : normalised.replace(/[ ?,]/g, '')
}
