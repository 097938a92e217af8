import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FileText } from '@/components/icons/paying'
import { CorrectRecorded } from '@/components/payments/recorded/correct-recorded'
import { RecordedPill } from '@/components/payments/recorded/recorded-pill'
import { RefreshLive } from '@/components/refresh-live'
import { ButtonLink } from '@/components/ui/button'
import { dayOf, now } from '@/lib/dates'
import { getJob } from '@/lib/jobs/queries'
import { formatCents } from '@/lib/money'
import { getOrgContext, requireOrgPage } from '@/lib/orgs/context'
import { can, canVoid } from '@/lib/orgs/roles'
import { getRecorded } from '@/lib/payments/recorded/queries'
import { owedWithout } from '@/lib/payments/rules/recorded'
import { recordedMark, recordedSentence } from '@/lib/payments/words/recorded-words'
import { VIEW_RECEIPT } from '@/lib/payments/words/screen'
import { PaymentHead } from '../../payment-page-parts'
import { EmailReceipt } from '../../undelivered-email'
import { correctRecordedAction } from '../actions'
import { EntryFacts, EntryHistory } from './entry-facts'

type Props = { params: Promise<{ org: string; entry: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, entry: id } = await params
  const context = await getOrgContext(org)
  const entry = context && can(context.role, 'records:read') ? await getRecorded(context.org.id, id) : null
  return { title: entry ? `${recordedMark(entry)}, ${formatCents(entry.amountCents)}` : 'Not found' }
}

/** One recorded payment or counter-entry: its facts, who recorded it, its receipt, and Correct. */
export default async function RecordedPage({ params }: Props) {
  const { org: slug, entry: id } = await params
  const context = await requireOrgPage(slug, 'records:read')
  const { org, role } = context
  const entry = await getRecorded(org.id, id)
  if (!entry) notFound()
  const { job, state, amountCents } = entry
  const balance = (await getJob(org.id, String(job.number)))?.balance
  const mayCorrect = state === 'counts' && canVoid(context, entry.recordedById)
  const at = now()
  return (
    <>
      <RefreshLive />
      <PaymentHead
        orgSlug={slug}
        jobNumber={job.number}
        name={`${recordedMark(entry)}:`}
        cents={amountCents}
        pill={<RecordedPill state={state} />}
      >
        {recordedSentence(entry)}
      </PaymentHead>
      <section aria-label="What can be done" className="mb-8 flex flex-wrap gap-2 empty:hidden">
        <CorrectRecorded
          orgSlug={slug}
          entry={{
            ...{ id, amountCents, method: entry.method, reference: entry.reference },
            ...{ receivedOn: entry.receivedOn, note: entry.note, receiptEmail: entry.receiptEmail },
          }}
          offered={mayCorrect}
          mayRecord={can(role, 'payments:take')}
          owedWithoutCents={balance ? owedWithout(balance, amountCents) : 0}
          jobEmail={job.contactEmail ?? job.customer.email ?? ''}
          today={dayOf(at, org.timeZone)}
          formIds={{ counter: randomUUID(), entry: randomUUID() }}
          correctRecorded={correctRecordedAction}
        />
        {state === 'counts' && (
          <ButtonLink href={`/orgs/${slug}/payments/recorded/${id}/receipt`}>
            <FileText className="size-5" />
            {VIEW_RECEIPT}
          </ButtonLink>
        )}
        {state === 'counts' && can(role, 'emails:send') && (
          <EmailReceipt orgSlug={slug} paymentId={id} to={entry.receiptEmail} requestId={randomUUID()} />
        )}
      </section>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <EntryHistory orgSlug={slug} timeZone={org.timeZone} entry={entry} />
        <EntryFacts orgSlug={slug} timeZone={org.timeZone} at={at} entry={entry} />
      </div>
    </>
  )
}
