/**
 * One element. Children are elements or texts (never HTML); `on…` properties are listeners, `class`, `aria-…`, `data-…`
 * and what has a dash are attributes, everything else is set as a property. undefined and false are left out.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (name === 'class' || name === 'role' || name === 'for' || name.includes('-'))
      element.setAttribute(name, value)
    else element[name] = value
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== false))
  return element
}

/** A button that acts once at a time; `run` may be asynchronous. */
export function button(label, run, properties = {}) {
  const element = h('button', { type: 'button', class: 'control', ...properties }, label)
  element.addEventListener('click', async () => {
    if (element.hasAttribute('aria-busy')) return
    element.setAttribute('aria-busy', 'true')
    try {
      await run()
    } finally {
      element.removeAttribute('aria-busy')
    }
  })
  return element
}

let labels = 0

/** A control with its label before it. */
export function labelled(text, control) {
  control.id ||= `control-${++labels}`
  return h('div', { class: 'field' }, h('label', { for: control.id }, text), control)
}

/** A select with `[value, text]` options. */
export function select(options, chosen, run) {
  const element = h(
    'select',
    { class: 'control' },
    options.map(([value, text]) => h('option', { value, selected: value === chosen }, text)),
  )
  element.addEventListener('change', () => run(element.value))
  return element
}

export function initialsOf(name) {
  return name
    .split(' ')
    .map((word) => word[0])
    .join('')
    .slice(0, 2)
}
