import Link from 'next/link'
import type { ReactNode } from 'react'
import { accountOf, amountOn } from '@/components/payments/payment-words'
import { TornRefund } from '@/components/payments/torn-refund'
import { Alert } from '@/components/ui/alert'
import { Section } from '@/components/ui/section'
import { customerName } from '@/lib/customers/schema'
import { formatDay, formatInstant } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import type { Attention } from '@/lib/payments/attention'
import { wordsFor } from '@/lib/payments/reasons'
import { NoteLoss, OutsideActions, ReverseDuplicate } from './decisions'

type Props = {
  orgSlug: string
  timeZone: string
  at: Date
  attention: Attention
  /** Jobs by the customer's name, where an outside payment's customer has that name here. */
  jobsOf: (name: string) => readonly { number: number; title: string }[]
}

type OnJob = Attention['doubts'][number]

/** What waits for a person, the worst first. Nothing at all when nothing does. */
export function AttentionList({ orgSlug, timeZone, at, attention, jobsOf }: Props) {
  const { duplicates, doubts, reversals, torn, lost, outside } = attention
  if (Object.values(attention).every((kind) => kind.length === 0)) return null
  return (
    <Section title="Needs attention" className="mb-10">
      <ul className="flex flex-col gap-4">
        {duplicates.map(({ id, payment, amountCents, paysimpleId, paysimpleStatus, canVoidUntil, foundAt }) => (
          <li key={id}>
            <Alert
              tone="danger"
              title={`Charged twice: PaySimple has a second live charge of ${formatCents(amountCents)}`}
            >
              <p>
                It carries the number of the payment of {formatCents(payment.amountCents)}{' '}
                <Of orgSlug={orgSlug} payment={payment} />, which is live as well. The second one is PaySimple’s payment{' '}
                {paysimpleId} ({paysimpleStatus}), found {formatInstant(foundAt, timeZone)}.{' '}
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
        {torn.map(({ payment, ...each }) => (
          <li key={each.reversalId}>
            <p className="mb-1 text-sm text-ink-muted">
              {formatCents(payment.amountCents)} <Of orgSlug={orgSlug} payment={payment} />
            </p>
            <TornRefund
              {...{ orgSlug, torn: each, amountCents: payment.amountCents }}
              account={`${payment.accountLabel} ${payment.lastFour}`}
              mayMend
            />
          </li>
        ))}
        {lost.map((payment) => (
          <li key={payment.id}>
            <Alert tone="danger" title={`${lossWords(payment).title}: ${amountOn(payment)} ${accountOf(payment)}`}>
              <p>
                A payment <Of orgSlug={orgSlug} payment={payment} />, taken {formatInstant(payment.createdAt, timeZone)}
                . It is owed again. {lossWords(payment).next}
              </p>
              <GoTo orgSlug={orgSlug} payment={payment}>
                Go to the payment
              </GoTo>
              <NoteLoss orgSlug={orgSlug} paymentId={payment.id} />
            </Alert>
          </li>
        ))}
        {doubts.map((payment) => (
          <li key={payment.id}>
            <Alert
              tone="warning"
              title={`In doubt: ${formatCents(payment.amountCents)} on ${payment.accountLabel} ${payment.lastFour}`}
            >
              <p>
                A payment <Of orgSlug={orgSlug} payment={payment} />, since {formatInstant(payment.createdAt, timeZone)}
                . {wordsFor(payment.reason ?? 'no_answer', payment.method).title}. Nobody may take it again until it is
                certain.
              </p>
              <GoTo orgSlug={orgSlug} payment={payment}>
                Look at what can be done
              </GoTo>
            </Alert>
          </li>
        ))}
        {reversals.map(({ id, kind, createdAt, payment }) => (
          <li key={id}>
            <Alert
              tone="warning"
              title={`A ${kind} in doubt: ${formatCents(payment.amountCents)} on ${payment.accountLabel} ${payment.lastFour}`}
            >
              <p>
                Asked for <Of orgSlug={orgSlug} payment={payment} />, on {formatInstant(createdAt, timeZone)}. PaySimple
                has not said whether it was done. Do not give it back another way.
              </p>
              <GoTo orgSlug={orgSlug} payment={payment}>
                Go to the payment
              </GoTo>
            </Alert>
          </li>
        ))}
        {outside.map(({ id, customerName: name, amountCents, method, status, madeOn, paysimpleId }) => (
          <li key={id}>
            <Alert tone="info" title={`Made at PaySimple outside Plumbline: ${formatCents(amountCents)}`}>
              <p>
                {name || 'An unnamed customer'} paid by {method === 'card' ? 'card' : 'bank account'} on{' '}
                {formatDay(madeOn)} ({status}). PaySimple’s payment {paysimpleId}. Does it belong to a job here?
              </p>
              <OutsideActions orgSlug={orgSlug} outsideId={id} amountCents={amountCents} jobs={jobsOf(name)} />
            </Alert>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** How the bank took a payment back, and what to do. */
const lossWords = ({ status, reason, method }: OnJob): { title: string; next: string } =>
  status === 'chargeback'
    ? { title: 'Disputed with the bank', next: 'Ask PaySimple how to answer the dispute, and by when.' }
    : {
        title:
          status === 'returned'
            ? 'Returned by the bank'
            : `Failed after it was taken (${wordsFor(reason, method).title})`,
        next: 'Agree with the customer how it is paid, and take it again on the job.',
      }

/** What is done about a second charge, and what a person can do. */
function whatBecomes(status: string, canVoidUntil: Date | null, timeZone: string, at: Date): string {
  if (status === 'Pending')
    return 'PaySimple is still waiting for the bank about it. Should it be authorized, Plumbline voids it by itself.'
  if (status === 'Settled') return 'It has settled, so it can only be refunded: give it back here.'
  if (canVoidUntil && canVoidUntil < at)
    return 'It is too late to void it and too early to refund it. As soon as it has settled it can be refunded here.'
  const until = canVoidUntil ? `, which is possible until ${formatInstant(canVoidUntil, timeZone)}` : ''
  return `Plumbline voids it by itself${until}; here you can do it at once.`
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
