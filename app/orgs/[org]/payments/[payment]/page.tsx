import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PaymentPill } from '@/components/payments/record/payment-pill'
import { Timeline } from '@/components/payments/record/timeline'
import { RefreshLive } from '@/components/refresh-live'
import { Section } from '@/components/ui/section'
import { now } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import { getOrgContext, requireOrgPage } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { getPaymentPage } from '@/lib/payments/payment-page'
import { getPayment } from '@/lib/payments/queries'
import { isUndecided } from '@/lib/payments/rules/status'
import { HELD } from '@/lib/payments/words/check-words'
import { PaymentHead } from '../payment-page-parts'
import { PaymentAlerts } from './payment-alerts'
import { PaymentFacts } from './payment-facts'
import { PaymentOffers } from './payment-offers'

type Props = { params: Promise<{ org: string; payment: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, payment: id } = await params
  const context = await getOrgContext(org)
  const payment = context && can(context.role, 'records:read') ? await getPayment(context.org.id, id) : null
  return { title: payment ? `Payment of ${formatCents(payment.amountCents)}` : 'Not found' }
}

/** One payment: its state, its history, and what can be done. */
export default async function PaymentPage({ params }: Props) {
  const { org: slug, payment: id } = await params
  const page = await getPaymentPage(await requireOrgPage(slug, 'records:read'), id, now())
  if (!page) notFound()
  const { payment, standing, timeline } = page
  const { job } = payment
  return (
    <>
      <RefreshLive />
      <PaymentHead
        orgSlug={slug}
        jobNumber={job.number}
        name="Payment of"
        cents={payment.amountCents}
        pill={<PaymentPill payment={payment} />}
      >
        {isUndecided(payment.status) ? HELD : standing}
      </PaymentHead>
      <div className="mb-8 flex flex-col gap-4 empty:hidden">
        <PaymentAlerts orgSlug={slug} page={page} />
      </div>
      <PaymentOffers orgSlug={slug} page={page} />
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Section title="What happened">
          <Timeline orgSlug={slug} entries={timeline} />
        </Section>
        <PaymentFacts orgSlug={slug} payment={payment} />
      </div>
    </>
  )
}
