import assert from 'node:assert/strict'
import { MongoClient } from 'mongodb'
import type { Collection } from '../../../../store/database/collection.ts'
import { namesDatabase } from '../../../../store/database/mongo/connect.ts'
import { mongoServer } from '../../../support/mongo.ts'
import { SAMPLES, type Sample } from '../contract/sample.ts'

describe('the connection string', () => {
  for (const uri of ['mongodb://h/some', 'mongodb+srv://u:p@h/some?w=1', 'mongodb://u:p@h:1,i:2/some'])
    it(`names the database in ${uri}`, () => assert.equal(namesDatabase(uri), true))

  for (const uri of ['mongodb://h', 'mongodb://h/', 'mongodb+srv://u:p@h/?w=1', 'mongodb://u:p@h:1,i:2/?w=some/other'])
    it(`names none in ${uri}`, () => assert.equal(namesDatabase(uri), false))
})

describe('the driver’s collection', () => {
  let client: MongoClient

  before(async function () {
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
