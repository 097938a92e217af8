import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import { requiredEmail } from '@/lib/contact'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { admit } from '@/lib/limits/admit'
import { lockJob, lockPayment } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import { isEmailTrue } from '@/lib/payments/rules/email-truth'
import { isCounted } from '@/lib/payments/rules/recorded'
import { EMAIL_NAMES, NOT_SENT } from '@/lib/payments/words/email-words'
import { enqueue } from '@/lib/queue/enqueue'
import { emailJob } from '@/lib/queue/jobs'
import type { Email } from '@/prisma/generated/client'
import { EmailKind } from '@/prisma/generated/enums'

export const requestEmailSchema = z.object({
  /** Of a payment, or of a recorded one. */
  paymentId: z.uuid(),
  kind: z.enum(EmailKind),
  to: requiredEmail,
  /** Made by the page that has the form: pressing twice sends once. */
  requestId: z.uuid(),
})

export type RequestEmail = z.output<typeof requestEmailSchema>

/**
 * A person has an email about a payment sent: again, or to another address. Whoever asked is in the audit log, and what
 * waited for a person about emails of this kind on this payment no longer does.
 * - To an address where it failed or may have arrived, the same email goes again with the same Message-ID, so that a mail
 *   system that has the first copy can drop the second.
 * - Otherwise it's another email: a customer who deleted the first would never see one that looks like it.
 *
 * The same `requestId` again changes nothing.
 * @throws UserError when it isn't true any longer, is on its way there already, or went elsewhere under this `requestId`
 */
export async function requestEmail(context: OrgContext, input: RequestEmail): Promise<void> {
  const { paymentId, to: inbox, requestId } = input
  const once = `email ${context.org.id} ${requestId} ${inbox}`
  await admit(context, 'email', { paymentId, inbox }, { once, nothing: 'The email wasn’t sent.' })
  await write(context, input)
}

const write = (context: OrgContext, { paymentId, kind, to, requestId }: RequestEmail): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const about = await lockSubject(tx, orgId, paymentId)
    const request = { orgId, id: requestId }
    const before = await tx.emailRequest.findUnique({ where: { orgId_id: request }, select: { email: true } })
    if (before && isSameAddress(before.email.to, to)) return
    if (before) {
      const words = NOT_SENT.elsewhereBefore(before.email.to)
      throw new UserError(words, { to: words })
    }
    if (!about || !(await isTrue(tx, orgId, about, kind))) throw new UserError(NOT_SENT.untrue)

    const all = await tx.email.findMany({ where: { orgId, ...about, kind }, orderBy: { createdAt: 'asc' } })
    const there = all.filter((email) => isSameAddress(email.to, to))
    if (there.some(({ status }) => status === 'queued' || status === 'retrying'))
      throw new UserError(NOT_SENT.underWay(to))
    await tx.email.updateMany({
      where: { orgId, ...about, kind, attentionAt: { not: null } },
      data: { attentionAt: null },
    })
    const email = await writeAgain(tx, context, { about, kind, to }, all, there.at(-1))
    await tx.emailRequest.create({ data: { ...request, emailId: email.id, requestedByName: context.user.name } })
    const action = there.length > 0 ? 'email_sent_again' : 'email_sent_elsewhere'
    await recordAudit(tx, context, { action, subject: paymentId, detail: `${EMAIL_NAMES[kind]} to ${to}` })
    await enqueue(tx, [emailJob(email)])
  })

/** What an email is about: a payment, or a recorded one. */
type About = { paymentId: string } | { recordedPaymentId: string }

/** Locks what the emails are about until the commit: a recorded payment, which never changes, by its job. */
async function lockSubject(tx: Tx, orgId: string, id: string): Promise<About | null> {
  const key = { where: { orgId_id: { orgId, id } } }
  const entry = await tx.recordedPayment.findUnique({ ...key, select: { jobId: true } })
  if (entry) await lockJob(tx, orgId, entry.jobId)
  else await lockPayment(tx, orgId, id)
  if (entry) return { recordedPaymentId: id }
  return (await tx.payment.findUnique({ ...key, select: { id: true } })) ? { paymentId: id } : null
}

async function isTrue(tx: Tx, orgId: string, about: About, kind: EmailKind): Promise<boolean> {
  if ('paymentId' in about) {
    const { status } = await tx.payment.findUniqueOrThrow({ where: { orgId_id: { orgId, id: about.paymentId } } })
    return isEmailTrue(kind, status)
  }
  const entry = await tx.recordedPayment.findUniqueOrThrow({
    where: { orgId_id: { orgId, id: about.recordedPaymentId } },
    include: { correction: { select: { id: true } } },
  })
  return kind === 'receipt' && isCounted(entry)
}

const isSameAddress = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

type Again = Pick<RequestEmail, 'kind' | 'to'> & { about: About }

/** @param last the newest email of this kind to that address */
function writeAgain(tx: Tx, context: OrgContext, asked: Again, all: Email[], last: Email | undefined) {
  const by = { requestedByName: context.user.name }
  if (last && last.status !== 'sent')
    return tx.email.update({
      where: { orgId_id: { orgId: last.orgId, id: last.id } },
      data: {
        ...{ ...by, status: 'queued', attempts: 0, tryingSince: null },
        ...{ lastError: null, supersededBy: null, claimedUntil: null, handedOverAt: null },
      },
    })
  const { about, kind, to } = asked
  const first = all.find(({ copyOfId }) => copyOfId === null)
  return tx.email.create({
    data: { orgId: context.org.id, ...about, kind, to, createdAt: now(), copyOfId: first?.id ?? null, ...by },
  })
}

export const dismissEmailSchema = z.object({ emailId: z.uuid() })

/**
 * A person leaves an email that failed or may have arrived as it is. It waits for nobody then.
 * @throws UserError when somebody else took care of it
 */
export const dismissEmail = (context: OrgContext, { emailId: id }: { emailId: string }): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const [email] = await tx.email.updateManyAndReturn({
      where: { orgId, id, attentionAt: { not: null } },
      data: { attentionAt: null },
    })
    if (!email) throw new UserError(NOT_SENT.handled)
    const detail = `${EMAIL_NAMES[email.kind]} to ${email.to}`
    await recordAudit(tx, context, {
      action: 'email_dismissed',
      subject: email.paymentId ?? email.recordedPaymentId ?? id,
      detail,
    })
  })
