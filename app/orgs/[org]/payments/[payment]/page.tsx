import { randomUUID } from 'node:crypto'
import { ArrowLeft, FileText } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { FirstPayment } from '@/components/payments/dialog/first-payment'
import { IncompleteRefund } from '@/components/payments/record/incomplete-refund-alert'
import { PaymentPill } from '@/components/payments/record/payment-pill'
import { SecondCharge } from '@/components/payments/record/second-charge'
import { Timeline } from '@/components/payments/record/timeline'
import { RefreshLive } from '@/components/refresh-live'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Money } from '@/components/ui/money'
import { Section } from '@/components/ui/section'
import { customerName } from '@/lib/customers/schema'
import { formatInstant, now } from '@/lib/dates'
import { env, isLocal } from '@/lib/env'
import { formatCents } from '@/lib/money'
import { getOrgContext, requireOrgPage } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { isSecCode, SEC_CODE_LABELS } from '@/lib/payment-methods/bank'
import { getPayment, type PaymentDetail } from '@/lib/payments/queries'
import { mayDecidePayment, mayDecideReversal } from '@/lib/payments/rules/may-decide'
import { hasSecondCharge, isReversalDone, isReversalOpen, offerReversal } from '@/lib/payments/rules/reversal'
import { isPaid, isReversed, isUndecided } from '@/lib/payments/rules/status'
import { incompleteRefund } from '@/lib/payments/words/incomplete-refund'
import { describeEarlier, describePayment } from '@/lib/payments/words/payment-view'
import { resultOf, reversalWords, SECOND_FIRST } from '@/lib/payments/words/reversal-words'
import { standingSentence } from '@/lib/payments/words/sentences'
import { buildTimeline } from '@/lib/payments/words/timeline'
import { acceptIncompleteRefundAction, completePartialRefundAction } from '../actions'
import { CheckNow, Doubt, ReversalDoubt } from './decide-payment'
import { MoveToJob } from './move-to-job'
import { ReversePayment } from './reverse-payment'

type Props = { params: Promise<{ org: string; payment: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, payment: id } = await params
  const context = await getOrgContext(org)
  const payment = context && can(context.role, 'records:read') ? await getPayment(context.org.id, id) : null
  return { title: payment ? `Payment of ${formatCents(payment.amountCents)}` : 'Not found' }
}

/** One payment: what it is now, all that happened to it, and what can be done. */
export default async function PaymentPage({ params }: Props) {
  const { org: slug, payment: id } = await params
  const { org, role } = await requireOrgPage(slug, 'records:read')
  const payment = await getPayment(org.id, id)
  if (!payment) notFound()
  const at = now()
  const { job } = payment
  const mailbox = isLocal() && !env().SMTP_URL
  return (
    <>
      <RefreshLive />
      <Link
        href={`/orgs/${slug}/jobs/${job.number}/information#payment`}
        className="text-link inline-flex min-h-11 items-center gap-1.5"
      >
        <ArrowLeft aria-hidden className="size-4" />
        Job {job.number}
      </Link>
      <header className="mb-8">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1 className="text-4xl font-semibold tracking-tight sm:text-5xl">
            <span className="sr-only">Payment of </span>
            <Money cents={payment.amountCents} />
          </h1>
          <PaymentPill payment={payment} />
        </div>
        <p role="status" className="mt-2 max-w-prose text-lg">
          {isUndecided(payment.status)
            ? 'Held until it is certain: it counts as neither paid nor owed. Do not take it again.'
            : standingSentence(payment, org.timeZone, at)}
        </p>
      </header>
      <div className="mb-8 flex flex-col gap-4 empty:hidden">
        <Alarms slug={slug} payment={payment} role={role} timeZone={org.timeZone} at={at} />
      </div>
      <Actions slug={slug} payment={payment} role={role} timeZone={org.timeZone} at={at} />
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Section title="What happened">
          <Timeline orgSlug={slug} entries={buildTimeline(payment, org.timeZone, at)} mailbox={mailbox} />
        </Section>
        <Facts slug={slug} payment={payment} />
      </div>
    </>
  )
}

type PartProps = {
  slug: string
  payment: PaymentDetail
  role: Parameters<typeof can>[0]
  timeZone: string
  at: Date
}

/** What is wrong, or not known. */
function Alarms({ slug, payment, role, timeZone, at }: PartProps) {
  const { amountCents, reversals, charges, duplicateCharges, firstPayment } = payment
  const { state, words } = describePayment(payment, timeZone, at)
  const first = firstPayment && (
    <div className="my-2">
      <FirstPayment orgSlug={slug} earlier={describeEarlier(firstPayment, timeZone)} />
    </div>
  )
  const reversal = reversals.at(-1)
  const ask = askOf(slug, payment)
  // One that was not done matters as long as there is something to give back.
  const isNews =
    reversal && (isReversalOpen(reversal.status) || (isPaid(payment.status) && !isReversalDone(reversal.status)))
  const told = isNews && reversalWords(reversal, payment)
  return (
    <>
      {words && state === 'checking' && (
        <Doubt
          {...{ ...ask, amountCents, ...words }}
          asked={
            payment.lastAskedAt
              ? `PaySimple answered last on ${formatInstant(payment.lastAskedAt, timeZone)}, without anything certain. It is asked again by itself.`
              : 'PaySimple has not answered yet. It is asked again by itself.'
          }
          stuck={mayDecidePayment(payment, at)}
          mayAsk={can(role, 'payments:void')}
          mayDecidePayment={can(role, 'payments:resolve')}
        >
          {first}
        </Doubt>
      )}
      {words && (payment.status === 'declined' || payment.status === 'not_taken') && (
        <Alert tone="info" title={words.title}>
          <p>
            {words.what} {words.next}
          </p>
          {first}
        </Alert>
      )}
      {!isReversed(payment.status) &&
        duplicateCharges
          .filter(({ clearedAt }) => clearedAt === null)
          .map((duplicate) => <SecondCharge key={duplicate.id} orgSlug={slug} duplicate={duplicate} />)}
      {told && (
        <Alert tone={isReversalOpen(reversal.status) ? 'warning' : 'info'} title={told.title}>
          <p>
            {told.what} {told.next}
          </p>
          {isReversalOpen(reversal.status) && can(role, 'payments:void') && (
            <div className="mt-3">
              <CheckNow {...ask} primary />
            </div>
          )}
          {mayDecideReversal(reversal, at) && (
            <ReversalDoubt
              {...{ orgSlug: slug, reversalId: reversal.id, kind: reversal.kind, amountCents }}
              mayDecidePayment={can(role, 'payments:resolve')}
            />
          )}
        </Alert>
      )}
      {reversals.map((each) => {
        const incomplete = incompleteRefund(each, payment.status, charges)
        return (
          incomplete && (
            <IncompleteRefund
              key={each.id}
              {...{ orgSlug: slug, incomplete, amountCents }}
              account={`${payment.accountLabel} ${payment.lastFour}`}
              mayRefund={can(role, 'payments:refund')}
              completePartialRefund={completePartialRefundAction}
              acceptIncompleteRefund={acceptIncompleteRefundAction}
            />
          )
        )
      })}
    </>
  )
}

/** What can be done now. */
function Actions({ slug, payment, role, timeZone, at }: PartProps) {
  const { id, status, amountCents, method, accountLabel, lastFour } = payment
  const second = hasSecondCharge(payment.duplicateCharges)
  const turn = offerReversal(payment, payment.reversals, timeZone, at)
  const offer = second ? null : turn
  const mayGiveBack =
    offer && offer.kind !== 'wait' && can(role, offer.kind === 'void' ? 'payments:void' : 'payments:refund')
  const hint = !offer
    ? second && turn
      ? SECOND_FIRST
      : null
    : offer.kind === 'void'
      ? `Can be voided until ${formatInstant(offer.until, timeZone)}: the customer is then never charged.`
      : offer.kind === 'wait'
        ? `Too late to void, because it is on its way to the bank. It can be refunded once it has settled${offer.settles ? `, from about ${offer.settles}` : ''}.`
        : can(role, 'payments:refund')
          ? null
          : 'Refunds are made by an owner, admin or bookkeeper of your company.'
  const ask = askOf(slug, payment)
  // While something is in doubt, it is asked for where that is said.
  const mayAsk =
    !isUndecided(status) && !ask.givingBack && payment.paysimplePaymentId !== null && can(role, 'payments:void')
  const mayMove = payment.origin === 'paysimple' && can(role, 'payments:resolve')
  const isEmpty = !mayGiveBack && !hint && !mayAsk && !mayMove && !isPaid(status)
  return (
    <section aria-label="What can be done" className={isEmpty ? undefined : 'mb-8 flex flex-col gap-3'}>
      <div className="flex flex-wrap items-start gap-2">
        {/* It stays where it is when nothing can be given back any more: the result is still in it. */}
        <ReversePayment
          orgSlug={slug}
          offer={mayGiveBack ? offer.kind : null}
          payment={{ id, amountCents, method, accountLabel, lastFour }}
          reversalId={randomUUID()}
          latest={latestOf(payment)}
        />
        {isPaid(status) && (
          <ButtonLink href={`/orgs/${slug}/payments/${id}/receipt`}>
            <FileText aria-hidden className="size-5" />
            Receipt
          </ButtonLink>
        )}
        {mayMove && (
          <MoveToJob
            {...{ orgSlug: slug, paymentId: id, amountCents, jobNumber: payment.job.number }}
            counts={isPaid(status) || isUndecided(status)}
          />
        )}
        {mayAsk && <CheckNow {...ask} />}
      </div>
      {hint && <p className="max-w-prose text-ink-muted">{hint}</p>}
    </section>
  )
}

/** What asking PaySimple about it needs to know. */
const askOf = (orgSlug: string, { id, method, status, reversals }: PaymentDetail) => ({
  ...{ orgSlug, paymentId: id, method, status },
  givingBack: reversals.some((reversal) => isReversalOpen(reversal.status)),
})

/** The newest void or refund as it stands now, for the dialog that asked for it. */
function latestOf(payment: PaymentDetail) {
  const reversal = payment.reversals.at(-1)
  if (!reversal) return null
  const charge = payment.charges.find(({ id }) => id === reversal.rechargeId) ?? null
  return { id: reversal.id, result: resultOf(reversal, payment, charge) }
}

function Facts({ slug, payment }: { slug: string; payment: PaymentDetail }) {
  const { job, reversals } = payment
  const credit = reversals.findLast(({ paysimpleCreditId }) => paysimpleCreditId !== null)?.paysimpleCreditId ?? null
  const references = [
    { label: 'PaySimple payment', value: payment.paysimplePaymentId },
    { label: 'Trace number', value: payment.traceNumber },
    { label: 'Authorization code', value: payment.providerAuthCode },
    { label: 'Credit at PaySimple', value: credit },
    { label: 'Plumbline’s number', value: payment.id },
  ]
  return (
    <div className="flex flex-col gap-8">
      <Section title="Payment">
        <dl>
          <Fact label={payment.method === 'card' ? 'Card' : 'Bank account'}>
            {payment.accountLabel} {payment.lastFour}
          </Fact>
          {isSecCode(payment.secCode) && <Fact label="Agreed to">{SEC_CODE_LABELS[payment.secCode].label}</Fact>}
          <Fact label="Paid by">{payment.payerName}</Fact>
          <Fact label="Taken by">{payment.takenByName}</Fact>
          <Fact label="Customer">
            <Link href={`/orgs/${slug}/customers/${job.customer.id}`} className="text-link">
              {customerName(job.customer)}
            </Link>
          </Fact>
          <Fact label="Job">
            <Link href={`/orgs/${slug}/jobs/${job.number}/information`} className="text-link">
              {job.number} · {job.title}
            </Link>
          </Fact>
          <Fact label="Receipt to">{payment.receiptEmail ?? 'Nobody: no e-mail was given'}</Fact>
        </dl>
      </Section>
      <Section title="References">
        <dl>
          {references.map(
            ({ label, value }) =>
              value !== null && (
                <Fact key={label} label={label}>
                  <CopyButton text={value} label={`Copy ${label} ${value}`} className="-mr-2 px-2!">
                    <span className="font-mono text-[0.8125rem]">{value}</span>
                  </CopyButton>
                </Fact>
              ),
          )}
        </dl>
      </Section>
    </div>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 border-t py-2 first:border-t-0">
      <dt className="shrink-0 text-ink-muted">{label}</dt>
      <dd className="ml-auto min-w-0 text-right wrap-anywhere">{children}</dd>
    </div>
  )
}
