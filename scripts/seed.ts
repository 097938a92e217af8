// The demo organization, for a developer's machine. A process of its own: its database connections end with it.
import { seed } from '@/prisma/seed'
import { main } from '../tools/process/problem'

await main(async () => {
  await seed()
  return 0
})
