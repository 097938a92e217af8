// Writes the inventory of a build's scripts beside it. tools/stack/build.ts runs it after each build.
import { main } from '../../tools/process/problem'
import { writeInventory } from './inventory'

await main(async () => {
  writeInventory()
  return 0
})
