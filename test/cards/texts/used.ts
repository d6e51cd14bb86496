import { readdirSync, readFileSync } from 'node:fs'

const FOLDERS = ['cards', 'dialogs', 'bot', 'store']

/**
 * Keys that nothing in the code says: neither whole, as 'order.paid', nor by a family like `order.${state}`, where what
 * stands for the gap is somewhere in the code as a text or a property of its own.
 */
export function unusedKeys(keys: string[]): string[] {
  const code = FOLDERS.flatMap(sourcesIn).join('\n')
  const families = [...code.matchAll(/`([\w-]+\.[\w.-]*)\$\{[^}]*\}([\w.-]*)`/g)].map(([, begin = '', end = '']) => [
    begin,
    end,
  ])
  const words = new Set([
    ...[...code.matchAll(/'([\w.-]+)'/g)].map(([, word]) => word),
    ...[...code.matchAll(/^\s*([\w-]+):/gm)].map(([, word]) => word),
  ])
  return keys.filter((key) => {
    const gaps = families
      .filter(([begin = '', end = '']) => key.startsWith(begin) && key.endsWith(end))
      .map(([begin = '', end = '']) => key.slice(begin.length, key.length - end.length))
    return !words.has(key) && !gaps.some((gap) => words.has(gap))
  })
}

function sourcesIn(folder: string): string[] {
  const root = new URL(`../../../${folder}/`, import.meta.url)
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.ts'))
  return files.map((each) => readFileSync(new URL(each, root), 'utf8'))
}
