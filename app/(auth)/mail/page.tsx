import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Link } from '@/components/link'
import { accountMailWords } from '@/lib/email/send-account-mail'
import { env, isLocal, isOnLoopback } from '@/lib/env'
import { linkToken } from '@/lib/links/link-token'
import { listOpenLinks } from '@/lib/links/read-link'
import { DoorFrame } from '../door-frame'

export const metadata: Metadata = { title: 'Account email', robots: { index: false, follow: false } }

/**
 * On a developer's machine no email goes out: what people would find in their mailboxes about their sign-ins is here, for
 * whoever sits at that machine. Everywhere else this page isn't there.
 */
export default async function MailPage() {
  if (!isLocal() || !isOnLoopback() || env().SMTP_URL) notFound()
  const links = await listOpenLinks()
  return (
    <DoorFrame
      title="Account email"
      lead={
        <p>
          This machine sends no email, so links to set a password or join a company wait here. What customers would get
          is in each company’s mailbox.
        </p>
      }
    >
      {links.length === 0 && <p className="font-medium">There is none.</p>}
      <ul className="divide-y divide-hairline">
        {links.map((link) => {
          const { title, button } = accountMailWords(link)
          return (
            <li key={link.id} className="flex flex-col items-start gap-1 py-4">
              <p className="font-medium">{title}</p>
              <p className="wrap-anywhere text-sm text-ink-muted">To {link.email}</p>
              <Link
                href={`/link/${linkToken(link.id)}`}
                className="inline-flex min-h-11 items-center text-link underline underline-offset-3"
              >
                {button}
              </Link>
            </li>
          )
        })}
      </ul>
    </DoorFrame>
  )
}
