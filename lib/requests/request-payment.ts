import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { admitLinkEmails } from '@/lib/customer-links/email-link'
import { dayOf, now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { contractTotalCents, isAgreedTo } from '@/lib/documents/contract-total'
import { getJobView } from '@/lib/documents/job-view'
import { UserError } from '@/lib/errors'
import { lockJob } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import { getJobBalance } from '@/lib/payments/counted/job-balance'
import { askedWords, NOT_ASKED } from '@/lib/payments/words/request-words'
import { createRequest } from './create-request'
import type { RequestPayment } from './schema'

const NOTHING = 'Nothing was asked for, and what you typed is still here.'

/**
 * Asks people for a part of the signed schedule, or for an amount, by an email with a link of their own each. Reminders
 * follow by themselves. What was asked for before of the same part, or as an amount, is replaced.
 *
 * The same `requestId` again asks for nothing more: pressing twice asks once.
 * @param input `amount` in cents; of a part all that it has open
 * @throws UserError where that may not be asked for now (`fields` says where); LimitMet
 */
export async function requestPayment(context: OrgContext, input: RequestPayment): Promise<void> {
  const { org } = context
  const { jobId, people, requestId } = input
  const job = await forOrg(org.id, (tx) =>
    tx.job.findUnique({ where: { orgId_id: { orgId: org.id, id: jobId } }, select: { number: true } }),
  )
  if (!job) throw new UserError(NOT_ASKED.jobGone)
  await admitLinkEmails(context, people, {
    jobNumber: job.number,
    once: `payment request ${org.id} ${requestId}`,
    nothing: NOTHING,
  })
  await forOrg(org.id, (tx) => write(tx, context, input))
}

async function write(tx: Tx, context: OrgContext, input: RequestPayment): Promise<void> {
  const orgId = context.org.id
  const { jobId, requestId: id, people } = input
  await lockJob(tx, orgId, jobId)
  if (await tx.paymentRequest.findUnique({ where: { orgId_id: { orgId, id } }, select: { id: true } })) return
  const { job, label } = await requireOwed(tx, context, input)
  await createRequest(tx, context, job, {
    ...{ id, jobId, partId: input.partId || null, partLabel: label, amountCents: input.amount, dueOn: input.dueOn },
    ...{ message: input.message || null, people, byId: context.user.id, byName: context.user.name },
  })
}

/** Requires that what is asked for is owed now, and that no money for it is undecided. @returns the part's label */
async function requireOwed(tx: Tx, { org }: OrgContext, { jobId, partId, amount, dueOn }: RequestPayment) {
  const job = await tx.job.findUnique({
    where: { orgId_id: { orgId: org.id, id: jobId } },
    select: {
      ...{ number: true, title: true, archivedAt: true },
      documents: { select: { kind: true, stage: true, totalCents: true } },
    },
  })
  if (!job) throw new UserError(NOT_ASKED.jobGone)
  if (job.archivedAt) throw new UserError(NOT_ASKED.archived)
  if (dueOn < dayOf(now(), org.timeZone)) throw new UserError(NOT_ASKED.past, { dueOn: NOT_ASKED.past })
  if (!isAgreedTo(job.documents)) throw new UserError(NOT_ASKED.unsigned)
  if (partId) return { job, label: await requirePart(tx, org.id, jobId, partId, amount) }
  const balance = await getJobBalance(tx, org.id, jobId, contractTotalCents(job.documents))
  const { owedCents, checkingCents } = balance
  if (owedCents === 0 && checkingCents === 0) throw new UserError(NOT_ASKED.nothingOwed)
  if (amount > owedCents) {
    const words = NOT_ASKED.tooMuch(owedCents, checkingCents)
    throw new UserError(words, { amount: words })
  }
  return { job, label: null }
}

async function requirePart(tx: Tx, orgId: string, jobId: string, partId: string, amount: number): Promise<string> {
  const part = (await getJobView(tx, orgId, jobId))?.view.parts.find(({ id }) => id === partId)
  if (!part) throw new UserError(NOT_ASKED.partGone)
  const { label, openCents, payingCents } = part
  if (payingCents > 0) throw new UserError(NOT_ASKED.partPaying(label, payingCents))
  if (openCents === 0) throw new UserError(NOT_ASKED.partPaid(label))
  if (openCents !== amount) throw new UserError(NOT_ASKED.partChanged(label, openCents))
  return label
}

/**
 * Ends a request: nothing asks for it any longer, and no reminder follows.
 * @throws UserError when it has ended, or isn't this company's
 */
export const cancelRequest = (context: OrgContext, { requestId: id }: { requestId: string }): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const where = { orgId_id: { orgId, id } }
    const request = await tx.paymentRequest.findUnique({
      where,
      select: {
        ...{ jobId: true, partLabel: true, amountCents: true, dueOn: true },
        job: { select: { number: true, title: true } },
      },
    })
    if (request) await lockJob(tx, orgId, request.jobId)
    const { count } = await tx.paymentRequest.updateMany({
      where: { orgId, id, endedAt: null },
      data: { endedAt: now(), endedWhy: 'canceled', endedByName: context.user.name },
    })
    if (!request || count === 0) throw new UserError(NOT_ASKED.ended)
    const { job, partLabel, amountCents, dueOn } = request
    await recordAudit(tx, context, {
      action: 'payment_request_canceled',
      subject: `Job ${job.number}, ${job.title}`,
      detail: [partLabel, askedWords({ cents: amountCents, dueOn: dueOn.toISOString().slice(0, 10) })]
        .filter(Boolean)
        .join(', '),
    })
  })
