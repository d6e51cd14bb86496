import { renderCard } from '/sandbox/card.js'
import { faultsOf } from './faults.js'

/** Shows cards side by side, each `{ card, caption, width }`, and gives what is wrong with the looks of each. */
window.showCards = async (shown, { theme, lang }) => {
  document.documentElement.dataset.theme = theme
  document.documentElement.lang = lang
  const figures = shown.map(({ card, caption, width }) => {
    const figure = document.createElement('figure')
    figure.style.width = `${width}px`
    const frame = document.createElement('section')
    frame.className = 'card'
    frame.append(renderCard(card, { theme, oldClient: false, press: async () => {} }))
    const title = document.createElement('figcaption')
    title.textContent = caption
    figure.append(title, frame)
    return figure
  })
  document.querySelector('main').replaceChildren(...figures)
  await document.fonts.ready
  return figures.map((figure) => faultsOf(figure.querySelector('.card')))
}
