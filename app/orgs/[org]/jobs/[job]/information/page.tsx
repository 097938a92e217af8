import { randomUUID } from 'node:crypto'
import { notFound } from 'next/navigation'
import { PaymentSection } from '@/components/payments/record/payment-section'
import { RecordPayment } from '@/components/payments/recorded/record-payment'
import { ButtonLink } from '@/components/ui/button'
import { DescriptionList } from '@/components/ui/section'
import { formatAddress, formatPhone } from '@/lib/contact'
import { customerName } from '@/lib/customers/schema'
import { dayOf, now } from '@/lib/dates'
import { isAgreedTo, isFinished } from '@/lib/documents/contract-total'
import { toJobSchedule } from '@/lib/documents/job-schedule'
import { viewJob } from '@/lib/documents/job-view'
import { linksStatement } from '@/lib/email/listed-links'
import { jobContact } from '@/lib/jobs/queries'
import { readOrg } from '@/lib/orgs/context'
import { can, canRefundPart } from '@/lib/orgs/roles'
import { incompleteRefundsAmong, jobPaymentStatements, toJobPayments } from '@/lib/payments/job-payments'
import { jobRecordedStatements, toJobRecorded } from '@/lib/payments/recorded/queries'
import { offeredStatement, toAsked } from '@/lib/payments/take/asked-amounts'
import { archiveQuestion } from '@/lib/payments/words/listing-words'
import { requestsStatement, toRequest } from '@/lib/requests/read-requests'
import { signingRequestsStatement, toSigningRequest } from '@/lib/requests/read-signing-requests'
import { idOfJob } from '@/lib/sql'
import { acceptIncompleteRefundAction, completePartialRefundAction } from '../../../payments/actions'
import { recordPaymentAction } from '../../../payments/recorded/actions'
import { CustomerPage } from '../customer-page/customer-page'
import { PaymentRequests } from '../customer-page/payment-requests'
import { SignatureRequests } from '../customer-page/signature-requests'
import { jobMetadata, requireJob } from '../require-job'
import { ArchiveJob } from './archive-job'

type Props = PageProps<'/orgs/[org]/jobs/[job]/information'>

export const generateMetadata = ({ params }: Props) => jobMetadata(params, 'Information')

export default async function InformationPage({ params }: Props) {
  const { org: slug, job: number } = await params
  const [{ context, job }, rows] = await Promise.all([requireJob(params), readRows(slug, number)])
  const { email, phone } = jobContact(job)
  const { customer } = job
  const { payments, recorded, offered, links, requests, toSign } = rows
  const signed = toJobSchedule([offered?.signed])
  const base = `/orgs/${context.org.slug}`
  return (
    <div className="flex flex-col gap-8">
      <section aria-labelledby="details">
        <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 id="details" className="text-lg font-semibold tracking-tight">
            Details
          </h2>
          {can(context.role, 'records:write') && (
            <div className="flex flex-wrap gap-2">
              <ButtonLink href={`${base}/jobs/${job.number}/edit`}>Edit job</ButtonLink>
              <ButtonLink href={`${base}/customers/${customer.id}/edit?job=${job.number}`}>Edit customer</ButtonLink>
              {!job.archivedAt && (
                <ArchiveJob orgSlug={context.org.slug} jobId={job.id} question={archiveQuestion('job', job.balance)} />
              )}
            </div>
          )}
        </div>
        <DescriptionList
          items={[
            { label: 'Customer', value: [customerName(customer), customer.company].filter(Boolean).join('\n') },
            { label: 'Site address', value: formatAddress(job) },
            {
              label: 'Email for receipts',
              value: email && (
                <a href={`mailto:${email}`} className="text-link inline-flex min-h-11 items-center">
                  {email}
                </a>
              ),
            },
            {
              label: 'Phone',
              value: phone && (
                <a href={`tel:+1${phone}`} className="text-link inline-flex min-h-11 items-center tabular-nums">
                  {formatPhone(phone)}
                </a>
              ),
            },
            ...(job.notes ? [{ label: 'Notes', value: job.notes }] : []),
          ]}
        />
      </section>
      <PaymentSection
        orgSlug={context.org.slug}
        timeZone={context.org.timeZone}
        balance={job.balance}
        payments={payments}
        recorded={recorded}
        incomplete={incompleteRefundsAmong(payments)}
        mayRefund={can(context.role, 'payments:refund')}
        mayChargeAgain={canRefundPart(context.role)}
        record={
          can(context.role, 'payments:take') && (
            <RecordPayment
              orgSlug={context.org.slug}
              job={{ number: job.number, title: job.title, email: email ?? '' }}
              balance={job.balance}
              depositPercent={isFinished(job.documents) ? null : (offered?.depositPercent ?? null)}
              asked={toAsked(offered, job.balance.owedCents)}
              today={dayOf(now(), context.org.timeZone)}
              formId={randomUUID()}
              recordPayment={recordPaymentAction}
            />
          )
        }
        completePartialRefund={completePartialRefundAction}
        acceptIncompleteRefund={acceptIncompleteRefundAction}
      />
      <PaymentRequests
        {...{ orgSlug: context.org.slug, timeZone: context.org.timeZone, at: now(), jobId: job.id, requests }}
        person={{ name: customerName(customer), email }}
        view={signed && viewJob(signed, now())}
        balance={job.balance}
        writes={can(context.role, 'records:write')}
        asks={job.archivedAt === null && isAgreedTo(job.documents)}
      />
      <SignatureRequests timeZone={context.org.timeZone} at={now()} requests={toSign} />
      <CustomerPage
        {...{ orgSlug: context.org.slug, timeZone: context.org.timeZone, at: now(), jobId: job.id, links }}
        person={{ name: customerName(customer), email }}
        writes={can(context.role, 'records:write')}
        isArchived={job.archivedAt !== null}
      />
    </div>
  )
}

/** What the page shows beside the job, asked with it. */
async function readRows(slug: string, number: string) {
  const read = await readOrg(slug, (orgId) => {
    const jobId = idOfJob(orgId, number)
    return [
      ...jobPaymentStatements(orgId, jobId),
      ...jobRecordedStatements(orgId, jobId),
      offeredStatement(orgId, jobId),
      linksStatement(orgId, jobId),
      requestsStatement(orgId, { jobId }),
      signingRequestsStatement(orgId, { jobId }),
    ] as const
  })
  if (!read) notFound()
  const [payments, receipts, reversals, duplicates, ...rest] = read.answers
  const [entries, corrections, replacements, entryReceipts, [offered], links, requests, toSign] = rest
  return {
    payments: toJobPayments([payments, receipts, reversals, duplicates]),
    recorded: toJobRecorded([entries, corrections, replacements, entryReceipts]),
    ...{ offered, links, requests: requests.map(toRequest), toSign: toSign.map(toSigningRequest) },
  }
}
