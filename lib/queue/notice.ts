import 'server-only'
import { z } from 'zod'
import type { Tx } from '@/lib/db'
import { enqueue } from './enqueue'
import { emailJob } from './jobs'

// Emails to members about their company: about no payment, each with words of its own. They go through the outbox, as
// those to customers do (lib/email).

const noticeSchema = z.object({
  subject: z.string(),
  /** What happened, in a line. */
  title: z.string(),
  /** What it means, and what to do if it wasn't meant. */
  paragraphs: z.array(z.string()),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  /** Where to look. */
  link: z.object({ label: z.string(), href: z.url() }),
})
export type Notice = z.output<typeof noticeSchema>

/** Reads the notice of a row of the outbox. */
export const readNotice = (json: unknown): Notice => noticeSchema.parse(json)

/** Writes a notice to each address into the outbox, in the transaction that does what it tells. */
export async function queueNotice(tx: Tx, orgId: string, to: readonly string[], notice: Notice): Promise<void> {
  const emails = await Promise.all(
    to.map((address) => tx.email.create({ data: { orgId, kind: 'notice', to: address, notice } })),
  )
  if (emails.length > 0)
    await enqueue(
      tx,
      emails.map((email) => emailJob(email)),
    )
}
