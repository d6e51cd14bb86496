import { describeWalk } from './support/walk.ts'

describeWalk('the support desk on the try-it page, in a real browser', (open) => {
  it('S20–S22: a partner asks in Chinese, an agent works it in the channel in English', async () => {
    const walk = await open('zh-TW', { width: 1_280, height: 1_500 })
    const { page } = walk
    await walk.join('合作夥伴二')
    await walk.subscribe()

    await walk.say('取消訂閱')
    await walk.press('請支援人員取消')
    await page.getByRole('combobox', { name: '您為什麼想取消' }).last().selectOption('not-needed')
    await page.getByLabel('支援人員應該知道什麼').last().fill('我們不再需要這個訂閱')
    await walk.press('下一步')
    await walk.seen('檢閱您的支援要求')
    await walk.picture('desk-review-zh-TW')
    await walk.press('提交')
    await walk.seen('支援要求 1 已送出')

    await page.getByText('Agent One').first().click()
    await walk.seen('1 · 合作夥伴二')
    await walk.press('Take')
    await walk.seen('Agent One took it.')
    await walk.fillAndPress('Reply: goes to the partner’s chat', 'Shall it end now, or with its term?', 'Reply')
    await walk.seen('Waiting for the partner')
    await walk.picture('desk-channel-en')

    await page.getByText('Purchaser Two').first().click()
    await walk.seen('Shall it end now, or with its term?')
    await walk.picture('desk-news-zh-TW')
  })
})
