import { askedOnce } from '@/lib/asked-once'
import { getQueueLag } from '@/lib/db'
import { getMailHealth } from '@/lib/email/mail-server'
import { report } from '@/lib/errors'
import { getMissingMigration } from '@/lib/schema-state'

export const dynamic = 'force-dynamic'

/** server/stop.ts puts it there. */
const holder = globalThis as unknown as { plumblineDraining?: boolean }

/** Once at a time: anybody may ask, as often as they like. A part that fails leaves none of the others behind it. */
const askDatabase = askedOnce(async () => {
  const asked = [getMissingMigration(), getQueueLag(), getMailHealth()] as const
  await Promise.allSettled(asked)
  return Promise.all(asked)
})

const notReady = (reason: 'ending' | 'schema' | 'database', facts: { migration?: string; error?: string } = {}) =>
  Response.json({ ok: false, reason, ...facts }, { status: 503 })

/**
 * Answers 200 when this process can serve people: the database and the queue answer, the database has the tables of this
 * version, and the process isn't about to end. `ok` and `queueLagSeconds` are about money. `mail` tells how mail is doing,
 * and turns nothing red: money never waits for it.
 */
export async function GET() {
  if (holder.plumblineDraining) return notReady('ending')
  try {
    const [migration, queueLagSeconds, mail] = await askDatabase()
    return migration ? notReady('schema', { migration }) : Response.json({ ok: true, queueLagSeconds, mail })
  } catch (error) {
    return notReady('database', { error: report(error, 'ready') })
  }
}
