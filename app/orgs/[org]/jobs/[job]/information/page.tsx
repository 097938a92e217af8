import { randomUUID } from 'node:crypto'
import { PaymentSection } from '@/components/payments/record/payment-section'
import { RecordPayment } from '@/components/payments/recorded/record-payment'
import { ButtonLink } from '@/components/ui/button'
import { DescriptionList } from '@/components/ui/section'
import { formatAddress, formatPhone } from '@/lib/contact'
import { customerName } from '@/lib/customers/schema'
import { dayOf, now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { isFinished } from '@/lib/documents/contract-total'
import { jobContact } from '@/lib/jobs/queries'
import { can } from '@/lib/orgs/roles'
import { incompleteRefundsAmong, listJobPayments } from '@/lib/payments/queries'
import { listJobRecorded } from '@/lib/payments/recorded/queries'
import { getDepositPercent } from '@/lib/payments/take/deposit'
import { archiveQuestion } from '@/lib/payments/words/listing-words'
import { acceptIncompleteRefundAction, completePartialRefundAction } from '../../../payments/actions'
import { recordPaymentAction } from '../../../payments/recorded/actions'
import { jobMetadata, requireJob } from '../require-job'
import { ArchiveJob } from './archive-job'

type Props = PageProps<'/orgs/[org]/jobs/[job]/information'>

export const generateMetadata = ({ params }: Props) => jobMetadata(params, 'Information')

export default async function InformationPage({ params }: Props) {
  const { context, job } = await requireJob(params)
  const { email, phone } = jobContact(job)
  const { customer } = job
  const { payments, recorded, depositPercent } = await forOrg(context.org.id, async (tx) => ({
    payments: await listJobPayments(tx, context.org.id, job.id),
    recorded: await listJobRecorded(tx, context.org.id, job.id),
    depositPercent: await getDepositPercent(tx, context.org.id),
  }))
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
        record={
          can(context.role, 'payments:take') && (
            <RecordPayment
              orgSlug={context.org.slug}
              job={{ number: job.number, title: job.title, email: email ?? '' }}
              balance={job.balance}
              depositPercent={isFinished(job.documents) ? null : depositPercent}
              today={dayOf(now(), context.org.timeZone)}
              formId={randomUUID()}
              recordPayment={recordPaymentAction}
            />
          )
        }
        completePartialRefund={completePartialRefundAction}
        acceptIncompleteRefund={acceptIncompleteRefundAction}
      />
    </div>
  )
}
