import type { Metadata } from 'next'
import { EmptyState, Section } from '@/components/ui/section'
import { formatInstant } from '@/lib/dates'
import { listLocks } from '@/lib/limits/locks'
import { PASSWORD_ABOVE } from '@/lib/limits/table'
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
          Stolen cards are tried out where nobody counts. Plumbline counts tries, declines, emails and more. Nobody
          meets a limit in a usual day. Each ends by itself, and an owner can end most of them now.
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
        <p className="mb-6 max-w-prose text-ink-muted">
          Plumbline asks for the password again above {dollars(contractor.payment)} a payment or{' '}
          {dollars(contractor.day)} a day, for owners and admins above {dollars(manager.payment)} or{' '}
          {dollars(manager.day)}; above {dollars(draft)} while the document is a draft; and above {dollars(elsewhere)}{' '}
          when a saved card or bank account pays on another job for the first time.
        </p>
        {isOwner ? (
          <TopForm orgSlug={org.slug} amount={formatCentsPlain(org.mostPaymentCents)} />
        ) : (
          <p>One payment can be {dollars(org.mostPaymentCents)} at most. An owner can change this.</p>
        )}
      </Section>
    </>
  )
}
