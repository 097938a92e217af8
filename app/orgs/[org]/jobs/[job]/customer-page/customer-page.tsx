import { randomUUID } from 'node:crypto'
import { Link } from '@/components/link'
import { Section } from '@/components/ui/section'
import { Tag } from '@/components/ui/tag'
import { deliverySentence, linkWorks, madeSentence, openedSentence, untilSentence } from '@/lib/email/link-words'
import type { ListedLink } from '@/lib/email/listed-links'
import { CopyLink, EmailLink, RevokeLink, ShowCode } from './link-buttons'

type Props = {
  orgSlug: string
  timeZone: string
  at: Date
  jobId: string
  /** The job's customer. No email: they haven't given one. */
  person: { name: string; email: string | null }
  links: readonly ListedLink[]
  /** Whether this person may give links and end them. */
  writes: boolean
  /** Nothing new is given on an archived job. */
  isArchived: boolean
}

/** How customers reach their page of this job: each link, with what is known of it, and what gives another one. */
export function CustomerPage({ orgSlug, timeZone, at, jobId, person, links, writes, isArchived }: Props) {
  const gives = writes && !isArchived
  return (
    <Section
      id="customer-page"
      title="Customer’s page"
      actions={
        gives && (
          <>
            <EmailLink {...{ orgSlug, jobId, person }} label="Email" requestId={randomUUID()} />
            <ShowCode {...{ orgSlug, jobId, name: person.name }} />
            <CopyLink {...{ orgSlug, jobId, name: person.name }} />
          </>
        )
      }
    >
      {links.length === 0 ? (
        <p className="max-w-prose text-ink-muted">
          Nobody has a link yet. With one the customer sees this job’s papers and payments on any phone, without an
          account.
        </p>
      ) : (
        <ul className="divide-y divide-hairline border-t">
          {links.map((link) => {
            const works = linkWorks(link, at)
            const delivery = deliverySentence(link, timeZone)
            return (
              <li key={link.id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 py-4">
                <div className="min-w-0 flex-1 basis-64">
                  <p className="wrap-anywhere font-medium">
                    {link.name}
                    {!works && <Tag>{link.revokedAt ? 'Revoked' : 'Expired'}</Tag>}
                  </p>
                  {link.email && <p className="wrap-anywhere">{link.email}</p>}
                  <p className="wrap-anywhere text-sm text-ink-muted">{madeSentence(link, timeZone)}</p>
                  <p className="wrap-anywhere text-sm text-ink-muted">
                    {untilSentence(link, at, timeZone)} · {openedSentence(link, at, timeZone)}
                  </p>
                  {delivery && (
                    <p className="wrap-anywhere text-sm">
                      <Link href={`/orgs/${orgSlug}/mailbox/${link.emailId}`} className="text-link">
                        {delivery}
                      </Link>
                    </p>
                  )}
                </div>
                {writes && (
                  <div className="-ml-3 flex flex-wrap sm:ml-0">
                    {gives && link.email && (
                      <EmailLink
                        {...{ orgSlug, jobId, person: { name: link.name, email: link.email } }}
                        label="Email again"
                        of={link.name}
                        variant="ghost"
                        requestId={randomUUID()}
                      />
                    )}
                    {works && <RevokeLink {...{ orgSlug, linkId: link.id, name: link.name }} />}
                  </div>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </Section>
  )
}
