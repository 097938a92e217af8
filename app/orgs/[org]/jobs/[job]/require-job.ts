import 'server-only'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { type JobView, jobStatements, toJob } from '@/lib/jobs/queries'
import { type OrgContext, readOrg, requireOrgPage } from '@/lib/orgs/context'
import { can, type Permission } from '@/lib/orgs/roles'

/** A job and the user's place, or null. Read once per request: layout, page and metadata share it. */
const readJob = cache(async (slug: string, number: string) => {
  const read = await readOrg(slug, (orgId) => jobStatements(orgId, number))
  return read && { context: read.context, job: toJob(read.answers) }
})

/** For the pages of a job: the user's context and the job. 404 for everyone who may not see it. */
export async function requireJob(
  params: Promise<{ org: string; job: string }>,
  permission: Permission = 'records:read',
): Promise<{ context: OrgContext; job: JobView }> {
  const { org, job: number } = await params
  const [context, read] = await Promise.all([requireOrgPage(org, permission), readJob(org, number)])
  if (!read?.job) notFound()
  return { context, job: read.job }
}

/** "Job 1042 · Agreement", for someone who may see the job. */
export async function jobMetadata(params: Promise<{ org: string; job: string }>, tab: string): Promise<Metadata> {
  const { org, job: number } = await params
  const read = await readJob(org, number)
  const job = read && can(read.context.role, 'records:read') ? read.job : null
  return { title: job ? `Job ${job.number} · ${tab}` : 'Not found' }
}
