import 'server-only'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { documentStatement, toDocument } from '@/lib/documents/queries'
import { readOrg } from '@/lib/orgs/context'
import type { Permission } from '@/lib/orgs/roles'
import type { DocumentKind } from '@/prisma/generated/enums'
import { requireJob } from '../require-job'
import { parseKind } from './kind'

const readDocument = cache(async (slug: string, jobNumber: string, kind: DocumentKind) => {
  const read = await readOrg(slug, (orgId) => [documentStatement(orgId, jobNumber, kind)])
  return read && toDocument(...read.answers)
})

/**
 * For the pages of a proposal or an agreement: its job, its row and what it holds, both null where there is none yet. 404 for
 * everyone who may not see it.
 */
export async function requireDocument(
  params: Promise<{ org: string; job: string; document: string }>,
  permission: Permission = 'records:read',
) {
  const { org, job: number, document } = await params
  const kind = parseKind(document)
  if (!kind) notFound()
  const [{ context, job }, open] = await Promise.all([requireJob(params, permission), readDocument(org, number, kind)])
  const row = job.documents.find((each) => each.kind === kind)
  const path = `/orgs/${org}/jobs/${number}/${kind}`
  return { context, job, kind, path, document: row && open ? { ...row, ...open } : null }
}
