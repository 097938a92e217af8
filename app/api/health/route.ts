import { getQueueLag } from '@/lib/db'
import { getMailHealth } from '@/lib/email/mail-server'
import { report } from '@/lib/errors'

export const dynamic = 'force-dynamic'

/**
 * Answers 200 when the app, the database and the queue work: `ok` and `queueLagSeconds` are about money. `mail` tells how
 * mail is doing, which turns nothing red: money never waits for it.
 */
export async function GET() {
  try {
    const [queueLagSeconds, mail] = await Promise.all([getQueueLag(), getMailHealth()])
    return Response.json({ ok: true, queueLagSeconds, mail })
  } catch (error) {
    return Response.json({ ok: false, error: report(error, 'health') }, { status: 503 })
  }
}
