import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { PaymentPill } from '@/components/payments/record/payment-pill'
import { Timeline } from '@/components/payments/record/timeline'
import { RefreshLive } from '@/components/refresh-live'
import { Money } from '@/components/ui/money'
import { Section } from '@/components/ui/section'
import { now } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import { getOrgContext, requireOrgPage } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { getPaymentPage } from '@/lib/payments/payment-page'
import { getPayment } from '@/lib/payments/queries'
import { isUndecided } from '@/lib/payments/rules/status'
import { HELD } from '@/lib/payments/words/check-words'
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
          {isUndecided(payment.status) ? HELD : standing}
        </p>
      </header>
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
