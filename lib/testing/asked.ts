import { randomUUID } from 'node:crypto'
import { dayOf, now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { plainContent } from '@/lib/documents/content'
import { setStage } from '@/lib/documents/set-stage'
import type { OrgContext } from '@/lib/orgs/context'
import { daysAfter, hourOn } from '@/lib/requests/plan'
import { requestPayment } from '@/lib/requests/request-payment'
import { requestPaymentSchema } from '@/lib/requests/schema'
import { draft, jobWithDocument, plainLine, send } from './papers'

// Payments that are asked for, in tests.

export const OLIVIA = { name: 'Olivia Marsh', email: 'Olivia@Example.com' }
export const NOAH = { name: 'Noah Marsh', email: 'noah@example.com' }

/** A signed agreement over $10,000: $3,000 on signing, $4,500 at a milestone, and the rest of $2,500 at the end. */
export async function agreedJob(context: OrgContext): Promise<{ jobId: string; documentId: string }> {
  const { jobId, documentId } = await jobWithDocument(context, 0)
  await draft(context, documentId, {
    ...plainContent([{ id: 'roof', ...plainLine(10_000_00) }]),
    schedule: [
      { id: 'deposit', label: 'Deposit', due: { on: 'signing' }, kind: 'percent', percentThousandths: 30_000 },
      {
        ...{ id: 'framing', label: 'Framing', due: { on: 'milestone', milestone: 'Roof is dry' } },
        ...{ kind: 'fixed', amountCents: 4_500_00 },
      },
      { id: 'final', label: 'Final payment', due: { on: 'completion' }, kind: 'rest' },
    ],
  })
  await send(context, documentId)
  await setStage(context, { documentId, from: 'sent', to: 'signed' })
  return { jobId, documentId }
}

/** The day so many days from today, in the company's zone. */
export const dayIn = ({ org }: OrgContext, days: number): string => daysAfter(dayOf(now(), org.timeZone), days)
/** An hour of that day. */
export const hourIn = (context: OrgContext, days: number, hour = 9): Date =>
  hourOn(dayIn(context, days), hour, context.org.timeZone)

type Typed = {
  jobId: string
  partId?: string
  amount: string
  dueOn: string
  people?: { name: string; email: string }[]
  message?: string
  requestId?: string
}

/** What a form sends. */
export const typedRequest = ({ partId = '', people = [OLIVIA], message = '', requestId, ...typed }: Typed) =>
  requestPaymentSchema.parse({ ...typed, partId, people, message, requestId: requestId ?? randomUUID() })

/** Asks as the office does. @returns the request's id */
export async function ask(context: OrgContext, typed: Typed): Promise<string> {
  const input = typedRequest(typed)
  await requestPayment(context, input)
  return input.requestId
}

/** All requests of a job with their steps, the first one first. */
export const requestsOf = ({ org }: OrgContext, jobId: string) =>
  forOrg(org.id, (tx) =>
    tx.paymentRequest.findMany({
      where: { orgId: org.id, jobId },
      include: { steps: { orderBy: { step: 'asc' } } },
      orderBy: { createdAt: 'asc' },
    }),
  )

/** The emails of a request, the first one first. */
export const mailsOf = ({ org }: OrgContext, paymentRequestId: string) =>
  forOrg(org.id, (tx) =>
    tx.email.findMany({
      where: { orgId: org.id, paymentRequestId },
      orderBy: [{ createdAt: 'asc' }, { to: 'asc' }],
    }),
  )
