const all = await (await fetch('/sandbox/texts.json')).json()

let language = 'en'

/** 'en' or 'zh-TW', whatever the person's client is set to. */
export function pageLanguage(locale) {
  return locale.toLowerCase().startsWith('zh') ? 'zh-TW' : 'en'
}

export function setLanguage(next) {
  language = next
  document.documentElement.lang = next
  document.title = text('title')
}

export function currentLanguage() {
  return language
}

/** The sentence of that key, with `{name}` filled in. */
export function text(key, values = {}) {
  const sentence = all[language][key] ?? key
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '')
}

/** The sentence of that key if there is one, else what it stands for. */
export function textOr(key, otherwise) {
  return all[language][key] ?? otherwise
}
