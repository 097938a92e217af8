// The demo organization, for a developer's machine. A process of its own: its database connections end with it.
import { isOnLoopback } from '@/lib/env'
import { seed } from '@/prisma/seed'
import { main } from '../tools/process/problem'
import { demoPassword } from '../tools/stack/demo-password'

await main(async () => {
  await seed(demoPassword(isOnLoopback()))
  return 0
})
