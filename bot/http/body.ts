import type { IncomingMessage, ServerResponse } from 'node:http'

/** The body is larger than its route reads (413), or all bodies together are more than we hold (503). */
export class BodyError extends Error {
  override name = 'BodyError'
  readonly status: 413 | 503

  constructor(status: 413 | 503) {
    super(`body refused with ${status}`)
    this.status = status
  }
}

/** The sender went away, or was cut off for being too slow, before the body was whole. Nobody is left to answer. */
export class BrokenBodyError extends Error {
  override name = 'BrokenBodyError'
}

/** Reads bodies within a bound each, and one for all that are held at the same time: senders may be many (F3). */
export function openBodies(allBytes: number) {
  let held = 0
  /** The bytes as they came. Throws `BodyError` or `BrokenBodyError`. */
  return async (request: IncomingMessage, response: ServerResponse, maxBytes: number): Promise<Buffer> => {
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new BodyError(413)
    if (request.headers.expect !== undefined) response.writeContinue()
    return new Promise<Buffer>((resolve, reject) => {
      const chunks: Buffer[] = []
      let size = 0
      const settle = (act: () => void) => {
        held -= size
        size = 0
        request.off('data', take).off('end', end).off('close', broken).off('error', broken)
        // Whatever still comes is read into nothing, so that the sender can finish and see our answer.
        request.on('error', () => undefined).resume()
        act()
      }
      const take = (chunk: Buffer) => {
        size += chunk.length
        held += chunk.length
        chunks.push(chunk)
        if (size > maxBytes) settle(() => reject(new BodyError(413)))
        else if (held > allBytes) settle(() => reject(new BodyError(503)))
      }
      const end = () => settle(() => resolve(Buffer.concat(chunks)))
      const broken = () => settle(() => reject(new BrokenBodyError('the body broke off')))
      request.on('data', take).on('end', end).on('close', broken).on('error', broken)
    })
  }
}
