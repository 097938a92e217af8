import type { Metadata } from 'next'
import { Link } from '@/components/link'
import { PageHeader } from '@/components/page-header'
import { RefreshLive } from '@/components/refresh-live'
import { EmptyState } from '@/components/ui/section'
import { formatInstant } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { listEmails } from '@/lib/email/queries'
import { can } from '@/lib/orgs/roles'
import { emailTitle } from '@/lib/payments/words/email-words'
import { EmailPill } from './email-pill'
import { requireMailbox } from './require-mailbox'

export const metadata: Metadata = { title: 'Mailbox' }

export default async function MailboxPage({ params }: { params: Promise<{ org: string }> }) {
  const { org, role, isDelivered } = await requireMailbox((await params).org)
  const emails = await forOrg(org.id, (tx) => listEmails(tx, org.id, can(role, 'audit:read')))
  return (
    <>
      <PageHeader title="Mailbox">
        {isDelivered
          ? 'Emails to customers, newest first. What failed also needs attention under Payments.'
          : 'No mail server is set up on this machine, so emails to customers stay here.'}
      </PageHeader>
      <RefreshLive />
      {emails.length === 0 ? (
        <EmptyState title="No emails yet">A receipt shows up here as soon as a payment is authorized.</EmptyState>
      ) : (
        <ul className="border-t">
          {emails.map((email) => (
            <li key={email.id} className="border-b">
              <Link
                href={`/orgs/${org.slug}/mailbox/${email.id}`}
                className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3 hover:bg-sheet"
              >
                <span className="min-w-0 wrap-anywhere">
                  <span className="block font-medium">{emailTitle(email)}</span>
                  <span className="block text-sm text-ink-muted">To {email.to}</span>
                </span>
                <span className="flex items-center gap-3 text-sm text-ink-muted">
                  {formatInstant(email.sentAt ?? email.createdAt, org.timeZone)}
                  <EmailPill email={email} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
