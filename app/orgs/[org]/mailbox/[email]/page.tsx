import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { ArrowLeft } from '@/components/icons/ui'
import { Link } from '@/components/link'
import { PageHeader } from '@/components/page-header'
import { RefreshLive } from '@/components/refresh-live'
import { DescriptionList, EmptyState, Section } from '@/components/ui/section'
import { formatInstant } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { bounceSentence, handoverSentence } from '@/lib/email/bounce-words'
import { getEmail } from '@/lib/email/queries'
import { can } from '@/lib/orgs/roles'
import { isStillTrue } from '@/lib/payments/rules/email-truth'
import { emailTitle, sentSentence } from '@/lib/payments/words/email-words'
import { UndeliveredEmail, UndeliveredLink } from '../../payments/undelivered-email'
import { EmailPill } from '../email-pill'
import { EmailPreview } from '../email-preview'
import { requireMailbox } from '../require-mailbox'

export const metadata: Metadata = { title: 'Email' }

export default async function EmailPage({ params }: { params: Promise<{ org: string; email: string }> }) {
  const { org: slug, email: id } = await params
  const { org, role } = await requireMailbox(slug)
  const email = z.uuid().safeParse(id).success ? await forOrg(org.id, (tx) => getEmail(tx, org.id, id)) : null
  if (!email || (email.kind === 'notice' && !can(role, 'audit:read'))) notFound()
  return (
    <>
      <Link href={`/orgs/${slug}/mailbox`} className="text-link inline-flex min-h-11 items-center gap-1.5">
        <ArrowLeft className="size-4" />
        Mailbox
      </Link>
      <PageHeader title={emailTitle(email)} />
      <RefreshLive />
      <DescriptionList
        className="mb-8 max-w-2xl"
        items={[
          { label: 'To', value: email.to },
          { label: 'Status', value: <EmailPill email={email} /> },
          { label: 'Written', value: formatInstant(email.createdAt, org.timeZone) },
          ...(email.requestedByName ? [{ label: 'Requested by', value: email.requestedByName }] : []),
          { label: 'Sent', value: sentSentence(email, org.timeZone) },
          ...evidenceOf(email, org.timeZone),
          ...aboutOf(slug, email),
        ]}
      />
      {email.kind === 'link' && email.html !== null && (
        <LinkNotKept
          href={email.jobNumber !== null && can(role, 'records:write') ? linksOf(slug, email.jobNumber) : null}
        />
      )}
      {email.attentionAt && email.jobNumber !== null && can(role, 'emails:send') && (
        <div className="mb-8 max-w-2xl">
          <UndeliveredLink
            orgSlug={slug}
            email={{
              ...{ id: email.id, kind: email.kind, to: email.to, status: email.status },
              lastError: email.lastError,
            }}
            jobNumber={email.jobNumber}
          />
        </div>
      )}
      {email.attentionAt && email.kind !== 'notice' && email.kind !== 'link' && can(role, 'emails:send') && (
        <div className="mb-8 max-w-2xl">
          <UndeliveredEmail
            orgSlug={slug}
            email={{
              ...{ id: email.id, kind: email.kind, to: email.to, status: email.status },
              ...{ lastError: email.lastError, paymentId: email.paymentId ?? email.recordedPaymentId ?? '' },
            }}
            canSend={isStillTrue(email.kind, email.payment, email.recordedPayment)}
            requestId={randomUUID()}
          />
        </div>
      )}
      {email.html === null ? (
        <EmptyState title={email.status === 'superseded' ? 'Never written' : 'Not written yet'}>
          {email.status === 'superseded'
            ? sentSentence(email, org.timeZone)
            : 'The worker writes and sends it. If nothing happens, check that the worker is running.'}
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-10">
          <Section title="Formatted">
            <EmailPreview
              title={`The email “${email.subject}”`}
              // Written anew, it is another one.
              src={`/orgs/${slug}/mailbox/${email.id}/html?sent=${email.sentAt?.getTime() ?? email.attempts}`}
            />
          </Section>
          <Section title="Plain text">
            <pre className="overflow-x-auto rounded-lg border bg-sheet p-4 text-sm whitespace-pre-wrap">
              {email.text}
            </pre>
          </Section>
        </div>
      )}
    </>
  )
}

type ShownEmail = NonNullable<Awaited<ReturnType<typeof getEmail>>>

/** Who took an email, and what came back of it since. */
function evidenceOf({ bounces, ...email }: ShownEmail, timeZone: string) {
  const taken = handoverSentence(email)
  const back = bounces.map((each) => `${formatInstant(each.receivedAt, timeZone)}: ${bounceSentence(each)}`).join('\n')
  return [
    ...(taken ? [{ label: 'Taken by', value: taken }] : []),
    ...(back ? [{ label: 'Came back', value: back }] : []),
  ]
}

/** What an email is about, which has a page; nothing of a notice. */
function aboutOf(slug: string, { kind, jobNumber, paymentId, recordedPaymentId }: ShownEmail) {
  if (kind === 'notice') return []
  const [label, href] =
    jobNumber !== null
      ? ['Job', linksOf(slug, jobNumber)]
      : ['Payment', `/orgs/${slug}/payments/${recordedPaymentId ? `recorded/${recordedPaymentId}` : paymentId}`]
  const value = (
    <Link href={href} className="text-link inline-flex min-h-11 items-center">
      Go to the {label.toLowerCase()}
    </Link>
  )
  return [{ label, value }]
}

const linksOf = (slug: string, jobNumber: number) => `/orgs/${slug}/jobs/${jobNumber}/information#customer-page`

/** Why the button in the email below leads nowhere: a token opens the customer’s page, so it went to them alone. */
const LinkNotKept = ({ href }: { href: string | null }) => (
  <div className="mb-8 max-w-2xl">
    <p>
      Plumbline doesn’t keep the link that this email brought: it is the customer’s alone, and the copy below has “…”
      instead.
    </p>
    {href !== null && (
      <Link href={href} className="text-link inline-flex min-h-11 items-center">
        Copy a working link
      </Link>
    )}
  </div>
)
