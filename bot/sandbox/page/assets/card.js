import { toHtml } from './markdown.js'
import { text } from './texts.js'

const { AdaptiveCard, HostConfig, SerializationContext, Strings } = window.AdaptiveCards
const figures = await (await fetch('/sandbox/host-config.json')).json()

AdaptiveCard.onProcessMarkdown = (source, result) => {
  result.outputHtml = toHtml(source)
  result.didProcess = true
}
Strings.defaults.overflowButtonTooltip = () => text('card.more')

const configs = { light: configOf('light'), dark: configOf('dark') }

/** The renderer's own form of the theme: every container style has all colours. */
function configOf(theme) {
  const { default: base, surfaces, separator } = figures[theme]
  const foregroundColors = Object.fromEntries(
    Object.entries(base.colors).map(([name, [strong, subtle]]) => [
      name,
      { default: strong, subtle, highlightColors: { default: '#22F7B900', subtle: '#11F7B900' } },
    ]),
  )
  const style = (backgroundColor) => ({ backgroundColor, borderColor: base.border, foregroundColors })
  const containerStyles = { default: style(base.background) }
  for (const [name, colour] of Object.entries(surfaces)) containerStyles[name] = style(colour)
  return new HostConfig({ ...figures.shared, separator, containerStyles })
}

/**
 * The card as Teams would render it. `press` gets what a Submit or Execute holds, inputs joined in; a second press is
 * not taken while the first one is answered. `oldClient`: buttons fall back to Action.Submit, as before Execute existed.
 */
export function renderCard(json, { theme, oldClient, press }) {
  const card = new AdaptiveCard()
  card.hostConfig = configs[theme]
  let busy = false
  let element
  card.onExecuteAction = async (action) => {
    if (action.getJsonTypeName() === 'Action.OpenUrl') {
      openLink(action.url)
      return
    }
    if (busy) return
    busy = true
    element.setAttribute('aria-busy', 'true')
    await press({ type: action.getJsonTypeName(), id: action.id, verb: action.verb, data: action.data })
    element.removeAttribute('aria-busy')
    busy = false
  }
  const errors = new SerializationContext()
  try {
    card.parse(withNames(oldClient ? withFallbacks(json) : json), errors)
    element = card.render()
    // Long titles wrap, as on a phone; the renderer keeps them on one line.
    for (const title of element?.querySelectorAll('.ac-pushButton > div') ?? []) title.style.whiteSpace = 'normal'
  } catch (error) {
    return brokenCard(json, error.message)
  }
  return element ?? brokenCard(json, '')
}

function brokenCard(json, why) {
  const element = document.createElement('p')
  element.className = 'broken'
  element.textContent = [text('message.broken', { why }), json.fallbackText].filter(Boolean).join(' ')
  return element
}

function openLink(url) {
  if (/^(https?:|mailto:|tel:)/i.test(url ?? '')) window.open(url, '_blank', 'noopener')
}

/** Whom the card calls stands in bold, as in Teams. */
function withNames(json) {
  const called = json.msteams?.entities?.map((each) => each.text) ?? []
  if (called.length === 0) return json
  const shown = (text) =>
    called.reduce((left, each) => left.replaceAll(each, `**${each.replace(/<\/?at>/g, '')}**`), text)
  const inside = (node) => {
    if (Array.isArray(node)) return node.map(inside)
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [
        key,
        key === 'text' && typeof value === 'string' ? shown(value) : inside(value),
      ]),
    )
  }
  return { ...json, body: inside(json.body) }
}

/** What a client makes of the card that does not know Action.Execute: its fallback, or nothing. */
function withFallbacks(node) {
  if (Array.isArray(node)) return node.map(withFallbacks).filter((each) => each !== undefined)
  if (typeof node !== 'object' || node === null) return node
  if (node.type === 'Action.Execute')
    return typeof node.fallback === 'object' ? withFallbacks(node.fallback) : undefined
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, key === 'data' ? value : withFallbacks(value)]),
  )
}

/** The action that a client sends by itself when this person looks at the card, if there is one. */
export function refreshOf(json, accountId) {
  const { action, userIds } = json.refresh ?? {}
  if (action?.type !== 'Action.Execute') return undefined
  return !userIds?.length || userIds.includes(accountId) ? action : undefined
}
