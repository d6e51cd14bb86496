import { createInterface } from 'node:readline'

/** Lines from a keyboard or a pipe, one when asked for. */
export type Lines = {
  /** Prints the prompt and gives the next line; undefined when there is no more. */
  next(prompt: string): Promise<string | undefined>
  /** Prints a line; what is half typed stays below it. */
  write(line: string): void
  close(): void
}

/** From a pipe, each line that is read is printed after its prompt, so that the talk can be read afterwards. */
export function openLines(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, isKeyboard: boolean): Lines {
  const reader = createInterface({ input, ...(isKeyboard ? { output } : {}), terminal: isKeyboard })
  const ready: string[] = []
  let waiting: ((line: string | undefined) => void) | undefined
  let ended = false

  reader.on('line', (line) => {
    const take = waiting
    waiting = undefined
    if (take) take(line)
    else ready.push(line)
  })
  reader.on('close', () => {
    ended = true
    waiting?.(undefined)
  })
  reader.on('SIGINT', () => reader.close())

  return {
    async next(prompt) {
      if (isKeyboard) {
        reader.setPrompt(prompt)
        if (ready.length === 0 && !ended) reader.prompt()
      }
      const line =
        ready.shift() ?? (ended ? undefined : await new Promise<string | undefined>((take) => (waiting = take)))
      if (!isKeyboard && line !== undefined) output.write(`${prompt}${line}\n`)
      return line
    },
    write(line) {
      // A line that comes while somebody is typing goes above what is typed.
      if (isKeyboard && waiting) {
        output.write(`\r\u001b[K${line}\n`)
        reader.prompt(true)
      } else {
        output.write(`${line}\n`)
      }
    },
    close: () => reader.close(),
  }
}
