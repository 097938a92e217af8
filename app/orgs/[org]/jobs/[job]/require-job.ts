import 'server-only'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getJob, type JobView } from '@/lib/jobs/queries'
import { getOrgContext, type OrgContext, requireOrgPage } from '@/lib/orgs/context'
import { can, type Permission } from '@/lib/orgs/roles'

/** For the pages of a job: the user's context and the job. 404 for everyone who may not see it. */
export async function requireJob(
  params: Promise<{ org: string; job: string }>,
  permission: Permission = 'records:read',
): Promise<{ context: OrgContext; job: JobView }> {
  const { org, job: number } = await params
  const context = await requireOrgPage(org, permission)
  const job = await getJob(context.org.id, number)
  if (!job) notFound()
  return { context, job }
}

/** "Job 1042 · Agreement", for someone who may see the job. */
export async function jobMetadata(params: Promise<{ org: string; job: string }>, tab: string): Promise<Metadata> {
  const { org, job: number } = await params
  const context = await getOrgContext(org)
  const job = context && can(context.role, 'records:read') ? await getJob(context.org.id, number) : null
  return { title: job ? `Job ${job.number} · ${tab}` : 'Not found' }
}
