import type { BrowserContext } from 'playwright-core'

/** Cards in columns on one picture, each read from above: what README and docs show of a way through the chat. */
export async function boardOf(context: BrowserContext, columns: Buffer[][], path: string): Promise<void> {
  const image = (png: Buffer) => `<img src="data:image/png;base64,${png.toString('base64')}" alt="">`
  const column = (cards: Buffer[]) => `<div>${cards.map(image).join('')}</div>`
  const style = `
    body { margin: 0; background: #ebebeb; }
    main { display: flex; gap: 28px; padding: 20px; width: max-content; }
    div { display: flex; flex-direction: column; gap: 20px; }`
  const page = await context.newPage()
  await page.setContent(`<style>${style}</style><main>${columns.map(column).join('')}</main>`)
  await page.locator('main').screenshot({ path })
  await page.close()
}
