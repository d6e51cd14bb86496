import { describeWalk } from './support/walk.ts'

const PRICES = { en: 'USD 475.00', 'zh-TW': 'TWD 14,800.00' } as const

describeWalk('a partner subscribes, in a real browser', (open) => {
  for (const locale of ['en', 'zh-TW'] as const)
    it(`S2–S11, S25: join → subscribe → pay → receipt (${locale})`, async () => {
      const walk = await open(locale, { width: 1_280, height: 2_400 })
      await walk.join('Partner of the walk')
      await walk.subscribe(async (shows, name) => void (await walk.cardPicture(`${name}-${locale}`, shows)))
      await walk.seen(PRICES[locale])
    })
})
