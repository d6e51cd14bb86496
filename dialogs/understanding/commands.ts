/** What a person can ask for by its own word. The word in each language is exact. */
export const COMMANDS = {
  join: { en: 'join', 'zh-TW': '加入' },
  offers: { en: 'offers', 'zh-TW': '優惠' },
  subscribe: { en: 'subscribe', 'zh-TW': '訂閱' },
  'purchased-offers': { en: 'purchased offers', 'zh-TW': '已購買的優惠' },
  renew: { en: 'renew', 'zh-TW': '續約' },
  'turn-off-auto-renew': { en: 'turn off auto-renew', 'zh-TW': '關閉自動續約' },
  'cancel-subscription': { en: 'cancel subscription', 'zh-TW': '取消訂閱' },
  'support-requests': { en: 'support requests', 'zh-TW': '支援要求' },
  'activate-benefits': { en: 'activate benefits', 'zh-TW': '啟用權益' },
  'payment-method': { en: 'payment method', 'zh-TW': '付款方式' },
  receipts: { en: 'receipts', 'zh-TW': '收據' },
  'company-profile': { en: 'company profile', 'zh-TW': '公司資料' },
  people: { en: 'people', 'zh-TW': '使用者' },
  reminders: { en: 'reminders', 'zh-TW': '提醒' },
  audit: { en: 'audit', 'zh-TW': '稽核' },
  language: { en: 'language', 'zh-TW': '語言' },
  help: { en: 'help', 'zh-TW': '說明' },
  stop: { en: 'stop', 'zh-TW': '停止' },
  continue: { en: 'continue', 'zh-TW': '繼續' },
} as const

export type CommandName = keyof typeof COMMANDS
