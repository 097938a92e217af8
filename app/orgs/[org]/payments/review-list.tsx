import Link from 'next/link'
import type { ReactNode } from 'react'
import { IncompleteRefund } from '@/components/payments/record/incomplete-refund-alert'
import { Alert } from '@/components/ui/alert'
import { Section } from '@/components/ui/section'
import { customerName } from '@/lib/customers/schema'
import { formatDay, formatInstant } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import type { ReviewQueue } from '@/lib/payments/review/review-queue'
import { isOver } from '@/lib/payments/rules/outcome'
import { isPaid, isUnclear } from '@/lib/payments/rules/status'
import { statusLabel } from '@/lib/payments/words/labels'
import { wordsFor } from '@/lib/payments/words/reasons'
import { accountOf, amountOn } from '@/lib/payments/words/sentences'
import { acceptIncompleteRefundAction, completePartialRefundAction } from './actions'
import { OutsideActions, ReverseDuplicate, TakeNote } from './decisions'

type Props = {
  orgSlug: string
  timeZone: string
  at: Date
  attention: ReviewQueue
  /** Jobs by the customer's name, where an outside payment's customer has that name here. */
  jobsOf: (name: string) => readonly { number: number; title: string }[]
}

type OnJob = ReviewQueue['doubts'][number]

/** What waits for a person, the worst first. Nothing at all when nothing does. */
export function ReviewList({ orgSlug, timeZone, at, attention, jobsOf }: Props) {
  const { duplicates, doubts, reversals, incomplete, notices, outside } = attention
  if (Object.values(attention).every((kind) => kind.length === 0)) return null
  return (
    <Section title="Needs attention" className="mb-10">
      <ul className="flex flex-col gap-4">
        {duplicates.map(({ id, payment, amountCents, paysimpleId, paysimpleStatus, canVoidUntil, foundAt }) => (
          <li key={id}>
            <Alert tone="danger" title={`Duplicate charge: PaySimple charged ${formatCents(amountCents)} twice`}>
              <p>
                It carries the number of the payment of {formatCents(payment.amountCents)}{' '}
                <Of orgSlug={orgSlug} payment={payment} />
                {isPaid(payment.status) && ', which counts too'}. The duplicate is PaySimple’s payment {paysimpleId} (
                {paysimpleStatus}), found {formatInstant(foundAt, timeZone)}.{' '}
                {whatBecomes(paysimpleStatus, canVoidUntil, timeZone, at)}
              </p>
              <ReverseDuplicate
                orgSlug={orgSlug}
                duplicateId={id}
                amountCents={amountCents}
                settled={paysimpleStatus === 'Settled'}
              />
            </Alert>
          </li>
        ))}
        {incomplete.map(({ payment, ...each }) => (
          <li key={each.reversalId}>
            <p className="mb-1 text-sm text-ink-muted">
              {formatCents(payment.amountCents)} <Of orgSlug={orgSlug} payment={payment} />
            </p>
            <IncompleteRefund
              {...{ orgSlug, incomplete: each, amountCents: payment.amountCents }}
              account={`${payment.accountLabel} ${payment.lastFour}`}
              mayRefund
              completePartialRefund={completePartialRefundAction}
              acceptIncompleteRefund={acceptIncompleteRefundAction}
            />
          </li>
        ))}
        {notices.map((payment) => {
          const { title, what } = noticeWords(payment)
          return (
            <li key={payment.id}>
              <Alert tone="danger" title={`${title}: ${amountOn(payment)} ${accountOf(payment)}`}>
                <p>
                  A payment <Of orgSlug={orgSlug} payment={payment} />, taken{' '}
                  {formatInstant(payment.createdAt, timeZone)}. {what}
                </p>
                <GoTo orgSlug={orgSlug} payment={payment}>
                  Go to the payment
                </GoTo>
                <TakeNote orgSlug={orgSlug} paymentId={payment.id} alertAt={payment.alertAt?.toISOString() ?? ''} />
              </Alert>
            </li>
          )
        })}
        {doubts.map((payment) => (
          <li key={payment.id}>
            <Alert
              tone="warning"
              title={`Checking: ${formatCents(payment.amountCents)} on ${payment.accountLabel} ${payment.lastFour}`}
            >
              <p>
                A payment <Of orgSlug={orgSlug} payment={payment} />, since {formatInstant(payment.createdAt, timeZone)}
                . {wordsFor(payment.reason ?? 'no_answer', payment.method).title}. Don’t charge it again before it’s
                certain.
              </p>
              <GoTo orgSlug={orgSlug} payment={payment}>
                See what you can do
              </GoTo>
            </Alert>
          </li>
        ))}
        {reversals.map(({ id, kind, createdAt, payment }) => (
          <li key={id}>
            <Alert
              tone="warning"
              title={`Checking the ${kind}: ${formatCents(payment.amountCents)} on ${payment.accountLabel} ${payment.lastFour}`}
            >
              <p>
                Asked for <Of orgSlug={orgSlug} payment={payment} />, on {formatInstant(createdAt, timeZone)}. PaySimple
                hasn’t said whether it was done. Don’t pay it back another way.
              </p>
              <GoTo orgSlug={orgSlug} payment={payment}>
                Go to the payment
              </GoTo>
            </Alert>
          </li>
        ))}
        {outside.map(({ id, customerName: name, amountCents, method, status, madeOn, paysimpleId }) => (
          <li key={id}>
            <Alert tone="info" title={`Payment made in PaySimple: ${formatCents(amountCents)}`}>
              <p>
                {name || 'An unnamed customer'} paid by {method === 'card' ? 'card' : 'bank account'} on{' '}
                {formatDay(madeOn)} ({status}). PaySimple’s payment {paysimpleId}.{' '}
                {isOver(status) && 'It no longer counts, so linking it won’t lower what the job owes. '}
                Does it belong to a job here?
              </p>
              <OutsideActions
                orgSlug={orgSlug}
                externalId={id}
                amountCents={amountCents}
                isOver={isOver(status)}
                jobs={jobsOf(name)}
              />
            </Alert>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What became of a payment at PaySimple without anybody here having done it, and what to do. */
function noticeWords(payment: OnJob): { title: string; what: string } {
  const { status, reason, method, paysimpleStatus } = payment
  if (isUnclear(payment))
    return {
      title: 'Unclear',
      what: `PaySimple says “${paysimpleStatus}”, and Plumbline has it as ${statusLabel(status, method).label.toLowerCase()}. Look it up in PaySimple, or call PaySimple support.`,
    }
  const again = 'The job owes it again. Agree with the customer how to pay, and charge it again on the job.'
  if (status === 'chargeback')
    return {
      title: 'Chargeback',
      what: 'The job owes it again. Ask PaySimple how to answer the dispute, and by when.',
    }
  if (status === 'returned') return { title: 'Returned by the bank', what: again }
  return { title: `Declined after it was authorized (${wordsFor(reason, method).title})`, what: again }
}

/** What is done about a second charge, and what a person can do. */
function whatBecomes(status: string, canVoidUntil: Date | null, timeZone: string, at: Date): string {
  if (status === 'Pending')
    return 'PaySimple is waiting for the bank. If it’s authorized, Plumbline voids it automatically.'
  if (status === 'Settled') return 'It has settled, so it can only be refunded. Refund it here.'
  if (canVoidUntil && canVoidUntil < at)
    return 'It’s too late to void it and too early to refund it. You can refund it here as soon as it settles.'
  const until = canVoidUntil ? ` until ${formatInstant(canVoidUntil, timeZone)}` : ''
  return `Plumbline voids it automatically${until}. You can also do it now.`
}

/** "of Olivia Marsh, job 1042" */
const Of = ({ orgSlug, payment }: { orgSlug: string; payment: OnJob }) => (
  <>
    of {customerName(payment.job.customer)},{' '}
    <Link href={`/orgs/${orgSlug}/jobs/${payment.job.number}/information#payment`} className="text-link">
      job {payment.job.number}
    </Link>
  </>
)

const GoTo = ({ orgSlug, payment, children }: { orgSlug: string; payment: OnJob; children: ReactNode }) => (
  <Link href={`/orgs/${orgSlug}/payments/${payment.id}`} className="text-link inline-flex min-h-11 items-center">
    {children}
  </Link>
)
