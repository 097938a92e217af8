import 'server-only'
import { now } from '@/lib/dates'
import { forOrg, queryUnscoped } from '@/lib/db'
import { bounceSentence } from './bounce-words'
import type { Bounce } from './parse-bounce'

/**
 * How many rows are kept of what came back to an email's own address, and how many of other ones: whoever got an email knows
 * its return path, and could name one address after the other.
 */
const MOST_KEPT = 10

/** The email is being sent at this moment: how that ends is written down first. */
export class NotSentYet extends Error {}

/**
 * Writes down what came back of an email. Where it failed at the address to which it was sent, the email counts as not
 * delivered and is put in front of the office, once; another address is named beside it. The request for a payment or a
 * signature stays open, and no other person's email is touched.
 *
 * The same again changes nothing.
 * @param emailId of a return path whose proof was checked
 * @throws {NotSentYet} so that the mail server brings it again
 */
export async function recordBounces(emailId: string, bounces: readonly Bounce[]): Promise<void> {
  if (bounces.length === 0) return
  const [found] = await queryUnscoped<{ org: string | null }>('email_org', 'select public.email_org($1) as org', [
    emailId,
  ])
  const orgId = found?.org
  if (!orgId) return
  await forOrg(orgId, async (tx) => {
    const email = await tx.email.findUnique({
      where: { orgId_id: { orgId, id: emailId } },
      select: { to: true, status: true },
    })
    if (!email) return
    if (email.status === 'queued' || email.status === 'retrying') throw new NotSentYet()
    const at = now()
    const to = email.to.toLowerCase()
    for (const { recipient, original, ...rest } of bounces) {
      const row = { recipient, isOfSend: recipient === to || original === to, ...rest }
      const key = { orgId, emailId, receivedAt: at }
      const kept = await tx.emailBounce.count({ where: { orgId, emailId, isOfSend: row.isOfSend } })
      if (kept >= MOST_KEPT) continue
      const { count } = await tx.emailBounce.createMany({ data: [{ ...key, ...row }], skipDuplicates: true })
      if (count === 0 || !row.isOfSend || row.outcome !== 'failed') continue
      await tx.email.updateMany({
        where: { orgId, id: emailId, status: { in: ['sent', 'unconfirmed'] } },
        data: { status: 'failed', lastError: bounceSentence(row), attentionAt: at, handedOverAt: null },
      })
    }
  })
}
