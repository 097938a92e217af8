import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { MessagePage } from '@/components/message-page'
import { PaymentPill } from '@/components/payments/record/payment-pill'
import { ButtonLink } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { isLinkToken } from '@/lib/customer-links/link-token'
import { getLinkContext, readByAddress } from '@/lib/customer-links/read-link'
import type { Paper, PaperState } from '@/lib/customer-page/papers'
import { type CustomerPage, type PaidEntry, readCustomerPage } from '@/lib/customer-page/read-page'
import { dayOf, formatDay } from '@/lib/dates'
import { dueWords, PART_LABELS } from '@/lib/documents/due-words'
import { formatCents } from '@/lib/money'
import { customerSuspendedWords } from '@/lib/orgs/suspended'
import { recordedName } from '@/lib/payments/words/recorded-words'
import { CustomerFrame } from './customer-frame'
import { OpenDoor } from './open-door'
import { Pay } from './pay'
import { LINK_METADATA } from './require-link'

type Props = PageProps<'/c/[key]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { key } = await params
  const context = isLinkToken(key) ? null : await getLinkContext(key)
  return {
    ...LINK_METADATA,
    title: context ? { absolute: `${context.org.name}: ${context.link.job.title}` } : 'Your link',
  }
}

/**
 * A customer's page: their job's papers, what is owed and what was paid. By the address of an email or a code, a door that
 * a person opens: showing it changes nothing, because mail scanners and browsers open links ahead of people.
 */
export default async function LinkPage({ params }: Props) {
  const { key } = await params
  return isLinkToken(key) ? Door(key) : Room(key)
}

async function Door(token: string) {
  const found = await readByAddress(token)
  if (!found) notFound()
  if (found.isSuspended) return <Suspended org={found.org} />
  const { org, link } = found
  if (await getLinkContext(link.id)) redirect(`/c/${link.id}`)
  return (
    <main>
      <MessagePage title={`${org.name} has something for you`} action={<OpenDoor token={token} label="Open it" />}>
        <p>
          This page is for <strong className="text-ink">{link.name}</strong>: what {org.name} has written for you, what
          it costs, and your payments. If that isn’t you, close it: nothing has happened.
        </p>
      </MessagePage>
    </main>
  )
}

function Suspended({ org }: { org: Parameters<typeof customerSuspendedWords>[0] }) {
  const { title, sentence } = customerSuspendedWords(org)
  return (
    <main>
      <MessagePage title={title}>{sentence}</MessagePage>
    </main>
  )
}

async function Room(key: string) {
  const context = await getLinkContext(key)
  if (!context) notFound()
  if (context.isSuspended) return <Suspended org={context.org} />
  const { org, link } = context
  const page = await readCustomerPage(context)
  const base = `/c/${link.id}`
  return (
    <CustomerFrame company={page.company} base={base} aside={<p className="text-sm text-ink-muted">For {link.name}</p>}>
      <div>
        <p className="text-ink-muted">Job {page.job.number}</p>
        <h1 className="wrap-anywhere text-2xl font-semibold tracking-tight">{page.job.title}</h1>
        {page.job.address && <p className="mt-1 wrap-anywhere text-ink-muted">{page.job.address}</p>}
      </div>
      <Owed page={page} linkId={link.id} />
      <Papers papers={page.papers} yours={page.yours} base={base} timeZone={org.timeZone} />
      {page.parts.length > 0 && <Parts page={page} />}
      {page.payments.length > 0 && <Payments {...{ base, payments: page.payments, timeZone: org.timeZone }} />}
    </CustomerFrame>
  )
}

/** What is owed, the largest thing on the page once there is something to pay. */
function Owed({ page, linkId }: { page: CustomerPage; linkId: string }) {
  const { mayPay, balance, due, asked, job } = page
  const isPaid = balance.totalCents > 0 && balance.owedCents === 0 && balance.checkingCents === 0
  if (!mayPay && balance.paidCents === 0 && balance.checkingCents === 0) return null
  return (
    <section aria-labelledby="owed" className="flex flex-col gap-1">
      <h2 id="owed" className="text-ink-muted">
        {isPaid ? 'Paid in full' : 'Balance'}
      </h2>
      <p>
        <Money cents={balance.owedCents} className="text-4xl font-semibold tracking-tight" />
      </p>
      {asked.map(({ label, cents, dueOn }) => (
        <p key={`${label} ${dueOn}`} className="font-medium">
          Asked for by {formatDay(dueOn)}: <Money cents={cents} />
          {label && <span className="text-ink-muted"> ({label})</span>}
        </p>
      ))}
      {due && due.cents > 0 && (
        <p className="font-medium">
          Due now: <Money cents={due.cents} />
          <span className="text-ink-muted"> ({due.labels.join(', ')})</span>
        </p>
      )}
      {due?.next && due.cents === 0 && !isPaid && (
        <p className="text-ink-muted">
          Nothing is due now. Next: {due.next.label}, <Money cents={due.next.cents} />, {due.next.when.toLowerCase()}.
        </p>
      )}
      {balance.checkingCents > 0 && (
        <p className="text-ink-muted">
          <Money cents={balance.checkingCents} /> is being confirmed. Don’t pay it again.
        </p>
      )}
      <p className="text-ink-muted">
        <Money cents={balance.paidCents} /> paid of <Money cents={balance.totalCents} />
      </p>
      <div className="mt-3">
        <Pay
          linkId={linkId}
          owedCents={mayPay ? balance.owedCents : 0}
          label={due && due.cents > 0 ? `Pay ${formatCents(due.cents)}` : 'Pay'}
          documentLabel={job.title}
        />
      </div>
    </section>
  )
}

const STATES: Record<PaperState, string> = {
  to_answer: 'Waiting for your answer',
  to_sign: 'Waiting to be signed',
  expired: 'No longer valid',
  accepted: 'Accepted',
  declined: 'Declined',
  signed: 'Signed',
  completed: 'Completed',
  replaced: 'Replaced by the agreement',
}

type PapersProps = { papers: readonly Paper[]; yours: CustomerPage['yours']; base: string; timeZone: string }

/** What the button of a paper does, before its name. */
function verbOf({ id, state }: Paper, yours: CustomerPage['yours']): string {
  if (state === 'to_answer') return 'Read and answer'
  return yours[id] === 'to sign' ? 'Read and sign' : 'Read'
}

function Papers({ papers, yours, base, timeZone }: PapersProps) {
  return (
    <section aria-labelledby="papers" className="flex flex-col gap-3">
      <h2 id="papers" className="text-lg font-semibold tracking-tight">
        Papers
      </h2>
      {papers.length === 0 && (
        <p className="text-ink-muted">Nothing was sent yet. What your contractor sends you appears here.</p>
      )}
      <ul className="flex flex-col">
        {papers.map((paper) => (
          <li key={paper.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t py-3">
            <div className="min-w-0">
              <p className="font-medium">
                {paper.label} {paper.ordinal === 0 && <span className="tabular-nums">{paper.number}</span>}
              </p>
              <p className="text-sm text-ink-muted">
                {yours[paper.id] === 'signed' ? 'You have signed, others still sign' : STATES[paper.state]}
                {paper.state === 'to_answer' && paper.expiresOn && `, good until ${formatDay(paper.expiresOn)}`}
                {paper.stage !== 'sent' && `, ${formatDay(dayOf(paper.stageAt, timeZone))}`}
                {paper.totalCents !== null && (
                  <>
                    {' · '}
                    <Money cents={paper.totalCents} />
                  </>
                )}
              </p>
            </div>
            {paper.versionNumber === null ? (
              <p className="text-sm text-ink-muted">Ask for a copy</p>
            ) : (
              <ButtonLink
                href={`${base}/${paper.segment}`}
                variant={verbOf(paper, yours) === 'Read' ? 'secondary' : 'primary'}
                aria-label={`${verbOf(paper, yours)}: ${paper.label}`}
              >
                {verbOf(paper, yours)}
              </ButtonLink>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Parts({ page: { parts } }: { page: CustomerPage }) {
  return (
    <section aria-labelledby="parts" className="flex flex-col gap-3">
      <h2 id="parts" className="text-lg font-semibold tracking-tight">
        When it’s due
      </h2>
      <ul className="flex flex-col">
        {parts.map(({ id, label, due, state, amountCents, openCents }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 border-t py-3">
            <div className="min-w-0">
              <p className="wrap-anywhere font-medium">{label}</p>
              <p className="text-sm text-ink-muted">
                {dueWords(due)} · {PART_LABELS[state]}
              </p>
            </div>
            <p className="text-right">
              <Money cents={amountCents} className="font-medium" />
              {openCents > 0 && openCents !== amountCents && (
                <span className="block text-sm text-ink-muted">
                  <Money cents={openCents} /> open
                </span>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Payments({ base, payments, timeZone }: { base: string; payments: readonly PaidEntry[]; timeZone: string }) {
  return (
    <section aria-labelledby="payments" className="flex flex-col gap-3">
      <h2 id="payments" className="text-lg font-semibold tracking-tight">
        Your payments
      </h2>
      <ul className="flex flex-col">
        {payments.map((entry) => (
          <li key={entry.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t py-3">
            <div className="min-w-0">
              <p className="wrap-anywhere">
                <Money cents={entry.amountCents} className="font-medium" />
                <span className="text-ink-muted">
                  {' · '}
                  {entry.kind === 'payment' ? `${entry.accountLabel} ending in ${entry.lastFour}` : recordedName(entry)}
                </span>
              </p>
              <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-muted">
                {formatDay(dayOf(entry.createdAt, timeZone))}
                {entry.kind === 'payment' && <PaymentPill payment={entry} />}
              </div>
            </div>
            {hasReceipt(entry) && (
              <a
                className="text-link inline-flex min-h-11 items-center"
                href={`${base}/receipts/${entry.id}`}
                download
                aria-label={`Receipt for ${formatCents(entry.amountCents)}`}
              >
                Receipt
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const hasReceipt = (entry: PaidEntry) =>
  entry.kind === 'recorded' || entry.status === 'authorized' || entry.status === 'settled'
