import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { queueLinkEmail, settleAttention } from '@/lib/customer-links/email-link'
import { dayToDate, now } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import type { Actor } from '@/lib/orgs/actor'
import { askedWords } from '@/lib/payments/words/request-words'

export type NewRequest = {
  id: string
  jobId: string
  partId: string | null
  partLabel: string | null
  amountCents: number
  /** YYYY-MM-DD */
  dueOn: string
  message: string | null
  people: readonly { name: string; email: string }[]
  /** The member who asks. */
  byId: string
  byName: string
}

/**
 * Writes a request for a payment with its emails, in a transaction that holds the job's lock and has checked that this may be
 * asked for. What was asked for before of the same part, or as an amount, is replaced.
 * @param actor who did what it's written for, for the audit log
 */
export async function createRequest(
  tx: Tx,
  actor: Actor,
  job: { number: number; title: string },
  request: NewRequest,
): Promise<void> {
  const orgId = actor.org.id
  const { id, jobId, partId, partLabel, amountCents, dueOn, message, people, byId, byName } = request
  const createdAt = now()
  await tx.paymentRequest.updateMany({
    where: { orgId, jobId, partId, endedAt: null },
    data: { endedAt: createdAt, endedWhy: 'replaced', endedByName: byName },
  })
  await tx.paymentRequest.create({
    data: {
      ...{ orgId, id, jobId, partId, partLabel, amountCents, dueOn: dayToDate(dueOn) },
      ...{ message, createdAt, createdById: byId, createdByName: byName },
    },
  })
  const about = { paymentRequestId: id, message, requestedByName: byName, createdAt }
  const by = { org: { id: orgId }, user: { name: byName } }
  for (const person of people) await settleAttention(tx, await queueLinkEmail(tx, by, jobId, person, about))
  await recordAudit(tx, actor, {
    action: 'payment_requested',
    subject: `Job ${job.number}, ${job.title}`,
    detail: [
      [partLabel, askedWords({ cents: amountCents, dueOn })].filter(Boolean).join(', '),
      `of ${people.map(({ name, email }) => `${name}, ${email}`).join('; ')}`,
    ].join(', '),
  })
}
