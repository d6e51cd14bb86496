import MarkdownIt from '/sandbox/markdown-it.js'

/** What Teams shows of Markdown: emphasis, links, lists. No HTML, so that what people wrote stays text. */
const rules = ['emphasis', 'link', 'list', 'escape', 'entity', 'newline', 'strikethrough']
const markdown = new MarkdownIt('zero', { html: false, breaks: true }).enable(rules)

markdown.validateLink = (url) => /^(https?:|mailto:|tel:)/i.test(url.trim())

markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  tokens[index].attrSet('target', '_blank')
  tokens[index].attrSet('rel', 'noopener noreferrer')
  return self.renderToken(tokens, index, options)
}

/** Safe HTML. */
export function toHtml(source) {
  return markdown.render(source)
}
