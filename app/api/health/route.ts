import { getQueueLag } from '@/lib/db'
import { report } from '@/lib/errors'

export const dynamic = 'force-dynamic'

/** Answers 200 when the app, the database and the queue work. */
export async function GET() {
  try {
    return Response.json({ ok: true, queueLagSeconds: await getQueueLag() })
  } catch (error) {
    return Response.json({ ok: false, error: report(error, 'health') }, { status: 503 })
  }
}
