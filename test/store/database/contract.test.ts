import { describeOn, inMemory, onDisk, onMongo } from '../../support/stores.ts'
import { indexes } from './contract/indexes.ts'
import { queries } from './contract/queries.ts'
import { races } from './contract/races.ts'
import { onDiskReopened } from './contract/reopening.ts'
import { updates } from './contract/updates.ts'
import { upserts } from './contract/upserts.ts'

for (const place of [inMemory, onDisk, onDiskReopened, onMongo])
  describeOn(place, 'the store', (open) => {
    queries(open)
    updates(open)
    upserts(open)
    indexes(open)
    races(open)
  })
