import type { Timer } from '../../values/timer.ts'
import type { Collection, Document } from '../collection.ts'
import { assertFilter, assertLimit } from '../query-rules.ts'
import { withinTime } from './time-limit.ts'

/** An index that exists is confirmed at once; building one over what is stored takes its time, at start-up. */
const INDEX_MS = 15_000

/** The driver's collection, each call limited in time and its errors put into the store's words. */
export function withinLimits<T extends Document>(timer: Timer, name: string, driver: Collection<T>): Collection<T> {
  return {
    async findOne(filter) {
      assertFilter(filter)
      return withinTime(timer, name, () => driver.findOne(filter))
    },
    find(filter, options) {
      return {
        async toArray() {
          assertFilter(filter)
          assertLimit(options.limit)
          return withinTime(timer, name, () => driver.find(filter, options).toArray())
        },
      }
    },
    insertOne: (document) => withinTime(timer, name, () => driver.insertOne(document)),
    async updateOne(filter, update, options) {
      assertFilter(filter)
      return withinTime(timer, name, () => driver.updateOne(filter, update, options))
    },
    async findOneAndUpdate(filter, update, options) {
      assertFilter(filter)
      return withinTime(timer, name, () => driver.findOneAndUpdate(filter, update, options))
    },
    async deleteOne(filter) {
      assertFilter(filter)
      return withinTime(timer, name, () => driver.deleteOne(filter))
    },
    async countDocuments(filter, options) {
      assertFilter(filter)
      if (options?.limit !== undefined) assertLimit(options.limit)
      return withinTime(timer, name, () => driver.countDocuments(filter, options))
    },
    createIndex: (spec, options) => withinTime(timer, name, () => driver.createIndex(spec, options), INDEX_MS),
  }
}
