import { randomUUID } from 'node:crypto'
import { jobTexts } from '@/lib/jobs/schema'
import { jobMetadata, requireJob } from '../require-job'
import { EditJobForm } from './edit-job-form'

type Props = PageProps<'/orgs/[org]/jobs/[job]/edit'>

export const generateMetadata = ({ params }: Props) => jobMetadata(params, 'Edit')

export default async function EditJobPage({ params }: Props) {
  const { context, job } = await requireJob(params, 'records:write')
  return (
    <EditJobForm
      // A new version is a new form: "load theirs" refreshes the page.
      key={job.version}
      orgSlug={context.org.slug}
      job={{ id: job.id, version: job.version, formId: randomUUID(), ...jobTexts(job) }}
      number={job.number}
      customer={job.customer}
    />
  )
}
