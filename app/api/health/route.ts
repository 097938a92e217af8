import { getQueueLag } from '@/lib/db'
import { getMailHealth } from '@/lib/email/mail-server'
import { report } from '@/lib/errors'

export const dynamic = 'force-dynamic'

/** server/page-check.ts puts it there. */
const holder = globalThis as unknown as { plumblinePage?: string }

/**
 * Answers 200 when the app, the database and the queue work: `ok` and `queueLagSeconds` are about money. `mail` tells how
 * mail is doing, and `page` whether the scripts that we serve are those that were built. Neither turns anything red: money
 * never waits for them.
 */
export async function GET() {
  try {
    const [queueLagSeconds, mail] = await Promise.all([getQueueLag(), getMailHealth()])
    return Response.json({ ok: true, queueLagSeconds, mail, page: holder.plumblinePage ?? 'unchecked' })
  } catch (error) {
    return Response.json({ ok: false, error: report(error, 'health') }, { status: 503 })
  }
}
