import { type Answer, problem } from './objects.ts'

const A_DAY = 86_400

export type Keyed = { path: string; form: URLSearchParams; key: string | undefined }

/**
 * Idempotency keys (docs.stripe.com/api/idempotent_requests): the answer to the first request is kept for a day and given
 * again, a 500 too. Other parameters, or another endpoint, are a 400 idempotency_error. While the first is still being
 * carried out, the same key is a 409 (docs.stripe.com/error-codes#idempotency-key-in-use). What failed validation, was
 * throttled or came without a right to come was never begun, and nothing of it is kept.
 */
export function idempotencyKeys(now: () => number) {
  const kept = new Map<string, { request: string; answer: Answer | undefined; at: number }>()

  return {
    /** `work` may take its time: until it is done the key is in use. `replayed`: it was carried out before. */
    async once(asked: Keyed, work: () => Promise<Answer>): Promise<{ answer: Answer; replayed: boolean }> {
      const { key } = asked
      if (!key) return { answer: await work(), replayed: false }
      const request = `${asked.path} ${asked.form}`
      const before = kept.get(key)
      if (before && now() - before.at < A_DAY) {
        if (before.request !== request) return { answer: problem(400, 'idempotency_error'), replayed: false }
        if (!before.answer)
          return { answer: problem(409, 'idempotency_error', 'idempotency_key_in_use'), replayed: false }
        return { answer: before.answer, replayed: true }
      }
      const record: { request: string; answer: Answer | undefined; at: number } = {
        request,
        answer: undefined,
        at: now(),
      }
      kept.set(key, record)
      const answer = structuredClone(await work())
      if (isUnbegun(answer)) kept.delete(key)
      record.answer = answer
      return { answer, replayed: false }
    },
    /** A day later all of them are forgotten. */
    forget: () => kept.clear(),
  }
}

/** Validation of parameters comes before the endpoint; a decline, a missing object or an odd state is its answer. */
function isUnbegun({ status, body }: Answer): boolean {
  const code: unknown = Object(Object(body).error).code
  return [401, 403, 429].includes(status) || (status === 400 && code === 'parameter_missing')
}
