import { addressTexts, formatPhone } from '@/lib/contact'
import type { UpdateJobForm } from '@/lib/jobs/schema'
import { jobMetadata, requireJob } from '../require-job'
import { EditJobForm } from './edit-job-form'

type Props = PageProps<'/orgs/[org]/jobs/[job]/edit'>

export const generateMetadata = ({ params }: Props) => jobMetadata(params, 'Edit')

export default async function EditJobPage({ params }: Props) {
  const { context, job } = await requireJob(params, 'records:write')
  const texts: UpdateJobForm = {
    id: job.id,
    title: job.title,
    notes: job.notes ?? '',
    site: addressTexts(job),
    contactEmail: job.contactEmail ?? '',
    contactPhone: job.contactPhone ? formatPhone(job.contactPhone) : '',
  }
  return <EditJobForm orgSlug={context.org.slug} job={texts} number={job.number} customer={job.customer} />
}
