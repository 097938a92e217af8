import 'server-only'
import { createElement } from 'react'
import { COMPANY_LICENSES } from '@/lib/company/face'
import { dateToDay, formatDay, formatInstant, now } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { getContractTotal } from '@/lib/documents/contract-total'
import { accountIn } from '@/lib/language/account-words'
import { formatCents } from '@/lib/money'
import { getJobBalance } from '@/lib/payments/counted/job-balance'
import { getReceiptBalance } from '@/lib/payments/receipt'
import { paperOfPayment, receiptFileName } from '@/lib/payments/receipt-paper'
import { isEmailTrue } from '@/lib/payments/rules/email-truth'
import { isReversalDone } from '@/lib/payments/rules/reversal'
import { isPaid, isUndecided } from '@/lib/payments/rules/status'
import { PARTIAL_REFUND_EMAIL_AFTER } from '@/lib/payments/rules/timing'
import { withoutLinks } from '@/lib/plain-links'
import { readNotice } from '@/lib/queue/notice'
import type { Email } from '@/prisma/generated/client'
import { companySender } from './company-sender'
import { recipientWords } from './recipient-words'
import { NoticeEmail } from './templates/notice'
import { Receipt } from './templates/receipt'
import { ReversalEmail } from './templates/reversal'
import { writeLink } from './write-link'
import { writeRecordedReceipt } from './write-recorded-receipt'
import { writeSealed } from './write-sealed'
import type { Written } from './written'

/** Writes an email of the outbox as things stand now. */
export async function writeMessage(tx: Tx, email: Email): Promise<Written> {
  const { orgId, paymentId, recordedPaymentId, kind } = email
  if (kind === 'notice') return writeNotice(tx, email)
  if (kind === 'link') return email.sealedFileId === null ? writeLink(tx, email) : writeSealed(tx, email)
  if (recordedPaymentId !== null) return writeRecordedReceipt(tx, orgId, recordedPaymentId, email.to)
  // The database holds that an email is about one of them.
  if (paymentId === null) throw new Error('an email about nothing')
  const payment = await tx.payment.findUniqueOrThrow({
    where: { orgId_id: { orgId, id: paymentId } },
    include: {
      job: { include: { customer: true, org: { include: COMPANY_LICENSES }, payments: true } },
      reversals: { orderBy: { createdAt: 'desc' } },
    },
  })
  if (!isEmailTrue(kind, payment.status)) return { kind: 'superseded', by: payment.status }
  const { job, reversals } = payment
  const { org } = job
  // A receipt says what was paid when its payment counted; a void or refund what is owed now.
  const balance =
    kind === 'receipt'
      ? await getReceiptBalance(tx, payment)
      : await getJobBalance(tx, orgId, job.id, (await getContractTotal(tx, orgId, job.id)).cents)
  const paid = formatCents(payment.amountCents)
  const { company, ...sender } = await companySender(tx, org)
  const words = await recipientWords(tx, orgId, { jobId: job.id, to: email.to, linkId: payment.linkId })
  const { say } = words
  const facts = {
    ...{ company, words },
    canReply: sender.replyTo !== null,
    customerName: withoutLinks(job.customer.firstName),
    jobTitle: withoutLinks(job.title),
    jobNumber: job.number,
    siteAddress: withoutLinks(
      [job.street, job.city, [job.state, job.zip].filter(Boolean).join(' ')].filter(Boolean).join(', '),
    ),
    method: payment.method,
    account: withoutLinks(
      say('{account} ending in {last}', { account: accountIn(words, payment.accountLabel), last: payment.lastFour }),
    ),
    takenAt: formatInstant(payment.createdAt, org.timeZone),
    reference: payment.paysimplePaymentId,
    total: formatCents(balance.totalCents),
    remaining: formatCents(balance.remainingCents),
  }
  const from = { kind: 'message', ...sender } as const
  if (kind === 'receipt') {
    const logo = sender.inline?.png ?? null
    const paper = paperOfPayment(payment, balance, {
      ...{ company, logo, timeZone: org.timeZone, plain: withoutLinks },
    })
    const receipt = { paper, fileName: receiptFileName(paper, org.timeZone) }
    const isSettled = payment.status === 'settled'
    const settles = !isSettled && payment.estimatedSettleOn && formatDay(dateToDay(payment.estimatedSettleOn))
    const original = payment.reversalId
      ? await tx.reversal.findUnique({
          where: { orgId_id: { orgId, id: payment.reversalId } },
          select: { status: true, payment: { select: { amountCents: true } } },
        })
      : null
    // The refund may have been canceled since.
    const refunded = original && isReversalDone(original.status) ? formatCents(original.payment.amountCents) : null
    const element = createElement(Receipt, { ...facts, amount: paid, isSettled, settles: settles || null, refunded })
    return {
      ...from,
      subject: say('{company}: your payment of {amount}', { company: company.name, amount: paid }),
      element,
      receipt,
    }
  }

  // A partial refund only while its recharge stands: a declined one leaves a refund of the whole.
  const done = reversals.find(({ status }) => isReversalDone(status))
  const again = job.payments.find(
    ({ reversalId, status }) =>
      reversalId !== null && reversalId === done?.id && (isPaid(status) || isUndecided(status)),
  )
  if (kind === 'refunded' && again && isUndecided(again.status) && isYoung(again)) return { kind: 'wait' }
  const partly =
    kind === 'refunded' && again
      ? {
          back: formatCents(payment.amountCents - again.amountCents),
          kept: formatCents(again.amountCents),
          isCertain: isPaid(again.status),
        }
      : null
  // Until the recharge is certain, only the refund of the whole is.
  const back = partly?.isCertain ? partly.back : paid
  const element = createElement(ReversalEmail, { ...facts, kind, paid, partly })
  const { name } = company
  const subject =
    kind === 'voided'
      ? say('{company}: your payment of {amount} was canceled', { company: name, amount: paid })
      : say('{company}: your refund of {amount}', { company: name, amount: back })
  return { ...from, subject, element }
}

/** Writes a notice to a member, in the words that it was queued with. */
async function writeNotice(tx: Tx, { orgId, notice: json }: Email): Promise<Written> {
  const { name } = await tx.org.findUniqueOrThrow({ where: { id: orgId }, select: { name: true } })
  const notice = readNotice(json)
  const element = createElement(NoticeEmail, { ...notice, companyName: name })
  return { kind: 'message', fromName: 'Plumbline', replyTo: null, inline: null, subject: notice.subject, element }
}

/** What stays unconfirmed for longer is told as it stands. */
const isYoung = ({ createdAt }: { createdAt: Date }) =>
  now().getTime() - createdAt.getTime() < PARTIAL_REFUND_EMAIL_AFTER
