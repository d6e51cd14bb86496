import { CardFactory, type TurnContext } from 'botbuilder'

const execute = (title: string, verb: string, more: object = {}) => ({
  type: 'Action.Execute',
  title,
  verb,
  data: { verb, order: 'o-1' },
  fallback: { type: 'Action.Submit', title, data: { verb, order: 'o-1' }, ...more },
  ...more,
})

/** A card with everything that our cards use. */
export function richCard(locale: string) {
  const zh = locale.startsWith('zh')
  const t = (en: string, tw: string) => (zh ? tw : en)
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    fallbackText: t('Review your order', '檢閱您的訂單'),
    lang: zh ? 'zh-TW' : 'en',
    body: [
      { type: 'TextBlock', text: t('Review your order', '檢閱您的訂單'), size: 'Large', weight: 'Bolder', wrap: true },
      {
        type: 'TextBlock',
        text: t(
          'Action Pack, **one year**. See [the programme](https://partner.microsoft.com).',
          '行動套件，**一年**。請參閱[計畫說明](https://partner.microsoft.com)。',
        ),
        wrap: true,
        isSubtle: true,
      },
      {
        type: 'FactSet',
        facts: [
          { title: t('Price', '價格'), value: t('USD 475.00', 'TWD 14,800.00') },
          { title: t('Renews on', '續約日期'), value: t('November 23, 2027', '2027年11月23日') },
          { title: t('Auto-renew', '自動續約'), value: t('On', '已開啟') },
        ],
      },
      {
        type: 'ColumnSet',
        columns: ['Silver', 'Gold'].map((level, index) => ({
          type: 'Column',
          width: 'stretch',
          style: index ? 'good' : 'emphasis',
          items: [
            { type: 'TextBlock', text: t(level, index ? '金級' : '銀級'), weight: 'Bolder', wrap: true },
            {
              type: 'TextBlock',
              text: t('- More rights\n- More support', '- 更多權利\n- 更多支援'),
              wrap: true,
              spacing: 'Small',
            },
          ],
        })),
      },
      {
        type: 'Container',
        id: 'more',
        isVisible: false,
        items: [{ type: 'TextBlock', text: t('Hidden facts', '隱藏的內容') }],
      },
      {
        type: 'Input.Text',
        id: 'company',
        label: t('Company name', '公司名稱'),
        isRequired: true,
        errorMessage: t('Please enter a name', '請輸入名稱'),
        maxLength: 80,
      },
      {
        type: 'Input.ChoiceSet',
        id: 'country',
        label: t('Country', '國家/地區'),
        value: 'TW',
        choices: [
          { title: t('Taiwan', '台灣'), value: 'TW' },
          { title: t('United States', '美國'), value: 'US' },
        ],
      },
      {
        type: 'Input.Toggle',
        id: 'agree',
        title: t('I agree to the terms', '我同意條款及條件'),
        label: t('Terms', '條款'),
      },
      { type: 'TextBlock', text: t('Note: charged immediately.', '注意：立即扣款。'), color: 'Attention', wrap: true },
    ],
    actions: [
      execute(t('Purchase', '購買'), 'purchase', { style: 'positive' }),
      execute(t('Back', '上一步'), 'back', { associatedInputs: 'none' }),
      { type: 'Action.OpenUrl', title: t('Pay outside Teams', '在 Teams 外付款'), url: 'https://pay.example/1' },
      { type: 'Action.ToggleVisibility', title: t('More', '更多'), targetElements: ['more'] },
      {
        type: 'Action.ShowCard',
        title: t('Change', '變更'),
        card: {
          type: 'AdaptiveCard',
          body: [{ type: 'Input.Text', id: 'note', label: t('Note', '備註') }],
          actions: [execute(t('Save', '儲存'), 'save')],
        },
      },
    ],
  }
}

const done = (text: string, more: object = {}) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text, wrap: true, weight: 'Bolder' }],
  ...more,
})

/** Answers like a bot: cards, a used form, an update, typing, a refresh, an error. */
export async function sampleBot(context: TurnContext): Promise<void> {
  const { activity } = context
  const locale = activity.locale ?? 'en'
  const card = (content: object) => ({ attachments: [CardFactory.adaptiveCard(content)] })
  if (activity.type === 'installationUpdate' && activity.action === 'add') {
    await context.sendActivity(
      locale.startsWith('zh') ? '**您好！** 我可以協助您加入。' : '**Hello!** I help you join.',
    )
  } else if (activity.name === 'adaptiveCard/action') {
    const { verb, data } = activity.value.action
    if (verb === 'fail') throw new Error('as asked')
    const text = `${verb}: ${JSON.stringify(data)}`
    const answer =
      verb === 'stay'
        ? { type: 'application/vnd.microsoft.activity.message', value: '' }
        : { type: 'application/vnd.microsoft.card.adaptive', value: done(text) }
    const body = { statusCode: 200, ...answer }
    await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } })
  } else if (activity.type === 'message' && activity.value !== undefined) {
    await context.sendActivity(`submitted: ${JSON.stringify(activity.value)}`)
  } else if (activity.type === 'message') {
    await answerText(context, activity.text ?? '', locale, card)
  }
}

async function answerText(context: TurnContext, text: string, locale: string, card: (content: object) => object) {
  if (/offers|優惠/.test(text)) await context.sendActivity(card(richCard(locale)))
  else if (text === 'typing') await context.sendActivity({ type: 'typing' })
  else if (text === 'refresh') {
    const action = { type: 'Action.Execute', verb: 'refreshed', data: { n: 1 } }
    await context.sendActivity(card(done('stale', { refresh: { action } })))
  } else if (text === 'fail') await context.sendActivity(card(done('press it', { actions: [execute('Fail', 'fail')] })))
  else if (text === 'stay') await context.sendActivity(card(done('it stays', { actions: [execute('Stay', 'stay')] })))
  else if (text === 'update') {
    const sent = await context.sendActivity(card(done('before')))
    await context.updateActivity({ id: sent?.id ?? '', type: 'message', ...card(done('after')) })
  } else if (text === 'hostile') {
    const bad =
      '<img src=x onerror="document.title=\'owned\'"> [x](javascript:document.title=1) ![p](http://127.0.0.1:1/p.png)'
    await context.sendActivity(bad)
    await context.sendActivity(card(done(bad)))
  } else await context.sendActivity(`You said: ${text}`)
}
