import { randomUUID } from 'node:crypto'
import type { ReactNode } from 'react'
import { Link } from '@/components/link'
import { IncompleteRefund } from '@/components/payments/record/incomplete-refund-alert'
import { Alert } from '@/components/ui/alert'
import { Section } from '@/components/ui/section'
import { customerName } from '@/lib/customers/schema'
import { dayOf, formatInstant } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import type { ReviewQueue } from '@/lib/payments/review/review-queue'
import { isStillTrue } from '@/lib/payments/rules/email-truth'
import { isOver } from '@/lib/payments/rules/outcome'
import { isPaid } from '@/lib/payments/rules/status'
import {
  alertWords,
  duplicateNext,
  duplicateTitle,
  externalSentence,
  externalTitle,
  toRefundTitle,
  unconfirmedReversalWords,
  unconfirmedWords,
} from '@/lib/payments/words/alert-words'
import { EXTERNAL_QUESTION, foundDuplicateSentence } from '@/lib/payments/words/screen'
import { acceptIncompleteRefundAction, completePartialRefundAction } from './actions'
import { AcknowledgeAlert, ExternalActions, ReverseDuplicate } from './decisions'
import { UndeliveredEmail, UndeliveredLink } from './undelivered-email'

type Props = {
  orgSlug: string
  timeZone: string
  at: Date
  review: ReviewQueue
  /** Whether this person may charge what was kept of an incomplete refund again. */
  mayChargeAgain: boolean
  /** The jobs of customers with this name, as proposals for an external payment. */
  jobsOf: (name: string) => readonly { number: number; title: string }[]
}

type PaymentOnJob = ReviewQueue['unconfirmed'][number]
type Job = { job: ReviewQueue['canceled'][number]['job'] }

/** What waits for a person, the most urgent first. Nothing when nothing waits. */
export function ReviewList({ orgSlug, timeZone, at, review, mayChargeAgain, jobsOf }: Props) {
  const { duplicates, incomplete, alerts, unconfirmed, reversals, external, emails, canceled } = review
  if (Object.values(review).every((kind) => kind.length === 0)) return null
  return (
    <Section title="Needs attention" className="mb-10">
      <ul className="flex flex-col gap-4">
        {duplicates.map(({ id, payment, amountCents, paysimpleId, paysimpleStatus, canVoidUntil, foundAt }) => (
          <li key={id}>
            <Alert tone="danger" title={duplicateTitle(amountCents)}>
              <Where orgSlug={orgSlug} payment={payment} />
              <p>
                {foundDuplicateSentence(
                  {
                    ...{ paysimpleId, paysimpleStatus, foundAt },
                    firstCounts: isPaid(payment.status),
                    firstCents: payment.amountCents,
                  },
                  timeZone,
                )}{' '}
                {duplicateNext(paysimpleStatus, canVoidUntil, timeZone, at)}
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
            <Where orgSlug={orgSlug} payment={payment} also={formatCents(payment.amountCents)} />
            <IncompleteRefund
              {...{ orgSlug, incomplete: each, amountCents: payment.amountCents }}
              account={`${payment.accountLabel} ${payment.lastFour}`}
              mayRefund
              mayChargeAgain={mayChargeAgain}
              completePartialRefund={completePartialRefundAction}
              acceptIncompleteRefund={acceptIncompleteRefundAction}
            />
          </li>
        ))}
        {alerts.map((payment) => {
          const { title, what } = alertWords(payment)
          return (
            <li key={payment.id}>
              <Alert tone="danger" title={title}>
                <Where
                  orgSlug={orgSlug}
                  payment={payment}
                  also={`taken ${formatInstant(payment.createdAt, timeZone)}`}
                />
                <p>{what}</p>
                <GoTo orgSlug={orgSlug} payment={payment}>
                  Go to the payment
                </GoTo>
                <AcknowledgeAlert
                  orgSlug={orgSlug}
                  paymentId={payment.id}
                  alertAt={payment.alertAt?.toISOString() ?? ''}
                />
              </Alert>
            </li>
          )
        })}
        {canceled.map(({ documentId, job, by, heldCents }) => (
          <li key={documentId}>
            <Alert
              tone={dayOf(at, timeZone) > by ? 'danger' : 'warning'}
              title={toRefundTitle(heldCents, by, dayOf(at, timeZone))}
            >
              <Where orgSlug={orgSlug} payment={{ job }} />
              <p>The customer canceled the agreement within the right to cancel.</p>
              <Link
                className="text-link inline-flex min-h-11 items-center"
                href={`/orgs/${orgSlug}/jobs/${job.number}/agreement`}
              >
                Refund it on the agreement’s page
              </Link>
            </Alert>
          </li>
        ))}
        {unconfirmed.map((payment) => {
          const { title, what } = unconfirmedWords(payment)
          return (
            <li key={payment.id}>
              <Alert tone="warning" title={title}>
                <Where
                  orgSlug={orgSlug}
                  payment={payment}
                  also={`since ${formatInstant(payment.createdAt, timeZone)}`}
                />
                <p>{what}</p>
                <GoTo orgSlug={orgSlug} payment={payment}>
                  See what you can do
                </GoTo>
              </Alert>
            </li>
          )
        })}
        {reversals.map(({ payment, ...reversal }) => {
          const { title, what } = unconfirmedReversalWords(reversal, payment)
          return (
            <li key={reversal.id}>
              <Alert tone="warning" title={title}>
                <Where
                  orgSlug={orgSlug}
                  payment={payment}
                  also={`requested ${formatInstant(reversal.createdAt, timeZone)}`}
                />
                <p>{what}</p>
                <GoTo orgSlug={orgSlug} payment={payment}>
                  Go to the payment
                </GoTo>
              </Alert>
            </li>
          )
        })}
        {emails.map(({ payment, recordedPayment, link, ...email }) => {
          const subject = payment ?? recordedPayment
          if (link)
            return (
              <li key={email.id}>
                <Where orgSlug={orgSlug} payment={link} />
                <UndeliveredLink {...{ orgSlug, email, jobNumber: link.job.number }} />
              </li>
            )
          return (
            subject && (
              <li key={email.id}>
                <Where orgSlug={orgSlug} payment={subject} also={formatCents(subject.amountCents)} />
                <UndeliveredEmail
                  {...{ orgSlug, email: { ...email, paymentId: subject.id } }}
                  canSend={isStillTrue(email.kind, payment, recordedPayment)}
                  requestId={randomUUID()}
                />
              </li>
            )
          )
        })}
        {external.map(({ id, ...each }) => (
          <li key={id}>
            <Alert tone="info" title={externalTitle(each)}>
              <p>
                {externalSentence({ ...each, isOver: isOver(each.status) })} {EXTERNAL_QUESTION}
              </p>
              <ExternalActions
                orgSlug={orgSlug}
                externalId={id}
                amountCents={each.amountCents}
                isOver={isOver(each.status)}
                jobs={jobsOf(each.customerName)}
              />
            </Alert>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** "Olivia Marsh, job 1042, taken Nov 21, 2026, 2:14 PM" */
const Where = ({ orgSlug, payment, also }: { orgSlug: string; payment: Job; also?: string }) => (
  <p className="mb-1 text-sm text-ink-muted">
    {customerName(payment.job.customer)},{' '}
    <Link href={`/orgs/${orgSlug}/jobs/${payment.job.number}/information#payment`} className="text-link">
      job {payment.job.number}
    </Link>
    {also && `, ${also}`}
  </p>
)

const GoTo = ({ orgSlug, payment, children }: { orgSlug: string; payment: PaymentOnJob; children: ReactNode }) => (
  <Link href={`/orgs/${orgSlug}/payments/${payment.id}`} className="text-link inline-flex min-h-11 items-center">
    {children}
  </Link>
)
