/** The Traditional characters, as Big5 orders them: the standard's own two levels, without later additions. */
const TRADITIONAL = decoded('big5', [0xa4, 0xf9], [0x40, 0xfe])
const HAN = /\p{Script=Han}/u

/** Chinese characters of a text that aren't Traditional ones as Taiwan writes them: Simplified or variant. */
export function notTraditional(text: string): string[] {
  return [...text].filter((each) => HAN.test(each) && each !== '〇' && each !== '々' && !TRADITIONAL.has(each))
}

function decoded(encoding: string, first: [number, number], second: [number, number]): Set<string> {
  const decoder = new TextDecoder(encoding)
  const found = new Set<string>()
  for (let a = first[0]; a <= first[1]; a++)
    for (let b = second[0]; b <= second[1]; b++) found.add(decoder.decode(new Uint8Array([a, b])))
  return found
}
