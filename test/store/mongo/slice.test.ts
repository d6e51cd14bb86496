import assert from 'node:assert/strict'
import { MongoClient } from 'mongodb'
import type { Collection } from '../../../store/collection.ts'
import { mongoServer } from '../../support/mongo.ts'
import { SAMPLES, type Sample } from '../contract/sample.ts'

describe('the driver’s collection', () => {
  let client: MongoClient

  before(async function () {
    this.timeout(300_000)
    const server = await mongoServer()
    if (!server) return this.skip()
    client = new MongoClient(server.uri(`slice-${process.pid}`))
  })

  after(async () => {
    await client?.db().dropDatabase()
    await client?.close()
  })

  it('is the slice that the repositories are written against', async () => {
    const slice: Collection<Sample> = client.db().collection<Sample>('samples')
    for (const each of SAMPLES) await slice.insertOne(each)
    assert.deepEqual(await slice.findOne({ _id: 'b' }), SAMPLES[1])
  })
})
