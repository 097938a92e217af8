import type { Metadata } from 'next'
import { EmptyState, Section } from '@/components/ui/section'
import { formatInstant } from '@/lib/dates'
import { PASSWORD_ABOVE } from '@/lib/limits/amounts'
import { listLocks } from '@/lib/limits/locks'
import { formatCents, formatCentsPlain } from '@/lib/money'
import { requireOrgPage } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { LiftButton } from './lift-button'
import { TopForm } from './top-form'

export const metadata: Metadata = { title: 'Limits' }

const dollars = (cents: number) => formatCents(cents).replace(/\.00$/, '')

export default async function LimitsPage({ params }: PageProps<'/orgs/[org]/settings/limits'>) {
  const { org, role } = await requireOrgPage((await params).org, 'company:manage')
  const locks = await listLocks(org.id)
  const isOwner = can(role, 'limits:lift')
  const { contractor, manager, draft, elsewhere } = PASSWORD_ABOVE
  return (
    <>
      <section aria-labelledby="held-up">
        <h2 id="held-up" className="mb-4 text-lg font-semibold tracking-tight">
          Limits that hold somebody up now
        </h2>
        <p className="mb-4 max-w-prose text-ink-muted">
          Whoever has stolen cards tries them out where nobody counts. So Plumbline counts tries, declines, emails and
          more. A usual day’s work meets no limit. Each limit ends by itself, and an owner can end most of them now.
        </p>
        {locks.length === 0 ? (
          <EmptyState title="Nobody is held up">When somebody meets a limit, it’s listed here.</EmptyState>
        ) : (
          <ul className="divide-y border-t">
            {locks.map(({ id, what, subject, metAt, until, byOwner }) => (
              <li key={id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 py-4">
                <div className="min-w-0">
                  <p className="font-medium break-words">{subject}</p>
                  <p className="text-ink-muted">Too many {what}.</p>
                  <p className="text-sm text-ink-muted">
                    Met {formatInstant(metAt, org.timeZone)}. Ends {formatInstant(until, org.timeZone)}.
                  </p>
                </div>
                <div>
                  {byOwner ? (
                    isOwner && <LiftButton orgSlug={org.slug} id={id} what={`${subject}, ${what}`} />
                  ) : (
                    <p className="text-sm text-ink-muted">Only Plumbline’s support can end it sooner.</p>
                  )}
                </div>
              </li>
            ))}
          </ul>
        )}
        {locks.length > 0 && !isOwner && <p className="mt-4 text-ink-muted">An owner can end these now.</p>}
      </section>
      <Section title="Large payments" className="mt-10">
        <div className="mb-6 max-w-prose text-ink-muted">
          <p>Plumbline asks for the password again when a payment is above</p>
          <ul className="mt-2 flex list-disc flex-col gap-1.5 pl-5">
            <li>
              {dollars(contractor.payment)}, or when one person’s payments of 24 hours come to more than{' '}
              {dollars(contractor.day)}. For owners and admins: {dollars(manager.payment)} and {dollars(manager.day)}
            </li>
            <li>{dollars(draft)} while the proposal or agreement is a draft</li>
            <li>{dollars(elsewhere)} when a saved card or bank account pays on a job that it hasn’t paid on before</li>
          </ul>
        </div>
        {isOwner ? (
          <TopForm orgSlug={org.slug} amount={formatCentsPlain(org.mostPaymentCents)} />
        ) : (
          <p>One payment can be {dollars(org.mostPaymentCents)} at most. An owner can change this.</p>
        )}
      </Section>
    </>
  )
}
