import { redirect } from 'next/navigation'

export default async function JobPage({ params }: PageProps<'/orgs/[org]/jobs/[job]'>) {
  const { org, job } = await params
  redirect(`/orgs/${encodeURIComponent(org)}/jobs/${encodeURIComponent(job)}/information`)
}
