/** Half a pixel is rounding. */
const SLACK = 1
/** WCAG 2.2, 1.4.3: contrast at level AA, for text of any size. */
const LEAST_CONTRAST = 4.5

/** What is wrong with the looks of a card that was rendered: text that leaves it, is cut, has no glyph or is too faint. */
export function faultsOf(card) {
  const edge = card.getBoundingClientRect()
  return textsIn(card).flatMap(({ node, text, element }) => {
    const about = `“${text.slice(0, 40)}”`
    const contrast = contrastOf(element)
    return [
      ...(leaves(node, edge) ? [`${about} leaves the card`] : []),
      ...brokenWords(node).map((each) => `${each} is broken`),
      ...(isCut(element, card) ? [`${about} is cut`] : []),
      ...(contrast < LEAST_CONTRAST ? [`${about} has contrast ${contrast.toFixed(2)}`] : []),
      ...missingGlyphs(text, element).map((each) => `${about} has no glyph for ${each}`),
    ]
  })
}

function textsIn(card) {
  const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT)
  const found = []
  while (walker.nextNode()) {
    const node = walker.currentNode
    const text = node.data.trim()
    if (text && node.parentElement.getClientRects().length > 0) found.push({ node, text, element: node.parentElement })
  }
  return found
}

function leaves(node, edge) {
  const range = document.createRange()
  range.selectNodeContents(node)
  return [...range.getClientRects()].some(
    (each) => each.right > edge.right + SLACK || each.left < edge.left - SLACK || each.bottom > edge.bottom + SLACK,
  )
}

/** English words that are continued on the next line; addresses and what is longer than words are may be. */
function brokenWords(node) {
  const words = [...node.data.matchAll(/(?<![\w/.@-])[A-Za-z]{2,18}(?![\w/.@])/g)]
  return words.filter((word) => linesOf(node, word.index, word[0].length) > 1).map(([word]) => word)
}

function linesOf(node, start, length) {
  const range = document.createRange()
  range.setStart(node, start)
  range.setEnd(node, start + length)
  return new Set([...range.getClientRects()].map((each) => Math.round(each.top))).size
}

/** Whether anything up to the card hides a part of it. */
function isCut(element, card) {
  for (let each = element; each && each !== card; each = each.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(each)
    if (overflowX !== 'visible' && each.scrollWidth > each.clientWidth + SLACK) return true
    if (overflowY !== 'visible' && each.scrollHeight > each.clientHeight + SLACK) return true
  }
  return false
}

function contrastOf(element) {
  const background = backgroundOf(element)
  const front = luminance(over(parse(getComputedStyle(element).color), background))
  const back = luminance(background)
  return (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05)
}

function backgroundOf(element) {
  const layers = []
  for (let each = element; each; each = each.parentElement) layers.push(parse(getComputedStyle(each).backgroundColor))
  return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1])
}

function parse(color) {
  const [r, g, b, a = 1] = color.match(/[\d.]+/g).map(Number)
  return [r, g, b, a]
}

function over([r, g, b, a], [br, bg, bb]) {
  return [r * a + br * (1 - a), g * a + bg * (1 - a), b * a + bb * (1 - a), 1]
}

function luminance([r, g, b]) {
  const [lr, lg, lb] = [r, g, b].map((each) => {
    const part = each / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * lr + 0.7152 * lg + 0.0722 * lb
}

const known = new Map()
const canvas = new OffscreenCanvas(32, 32).getContext('2d', { willReadFrequently: true })

/** Characters that are drawn like one that no font has. */
function missingGlyphs(text, element) {
  const font = `20px ${getComputedStyle(element).fontFamily}`
  const letters = [...new Set(text)].filter((each) => !/[\s\p{Cc}\p{Cf}\p{M}\p{Emoji_Modifier}]/u.test(each))
  const missing = drawn('\u{10fffd}', font)
  return letters.filter((each) => drawn(each, font) === missing)
}

function drawn(letter, font) {
  const key = `${font} ${letter}`
  if (!known.has(key)) {
    canvas.clearRect(0, 0, 32, 32)
    canvas.font = font
    canvas.fillText(letter, 4, 24)
    known.set(key, canvas.getImageData(0, 0, 32, 32).data.join())
  }
  return known.get(key)
}
