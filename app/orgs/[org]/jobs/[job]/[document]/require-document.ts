import 'server-only'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { readCanceled } from '@/lib/canceling/read-canceled'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { parseSegment } from '@/lib/documents/document-path'
import { jobScheduleStatement, toJobSchedule } from '@/lib/documents/job-schedule'
import { type JobView, viewJob } from '@/lib/documents/job-view'
import { documentStatement, toDocument } from '@/lib/documents/queries'
import { type OrgContext, readOrg } from '@/lib/orgs/context'
import type { Permission } from '@/lib/orgs/roles'
import { sealStatement, toSealState } from '@/lib/sealing/sealed-copy'
import { signersStatement, toSigners } from '@/lib/signing/read-signers'
import { idOfJob } from '@/lib/sql'
import { requireJob } from '../require-job'

const readDocument = cache(async (slug: string, jobNumber: string, segment: string) => {
  const which = parseSegment(segment)
  const read =
    which &&
    (await readOrg(slug, (orgId) => [
      documentStatement(orgId, jobNumber, which),
      signersStatement(orgId, jobNumber, which),
      sealStatement(orgId, jobNumber, which),
    ]))
  if (!read) return null
  const [rows, signers, seal] = read.answers
  const document = toDocument(rows)
  return document && { ...document, signers: toSigners(signers), seal: toSealState(seal) }
})

/**
 * For the pages of one of a job's documents: its job, its row and what it holds, null where there is no proposal or agreement
 * yet. 404 for everyone who may not see it, and for a change order that isn't there.
 */
export async function requireDocument(
  params: Promise<{ org: string; job: string; document: string }>,
  permission: Permission = 'records:read',
) {
  const { org, job: number, document } = await params
  const which = parseSegment(document)
  if (!which) notFound()
  const [{ context, job }, open] = await Promise.all([
    requireJob(params, permission),
    readDocument(org, number, document),
  ])
  const row = job.documents.find(({ kind, ordinal }) => kind === which.kind && ordinal === which.ordinal)
  if (!row && which.kind === 'change_order') notFound()
  const base = `/orgs/${org}/jobs/${number}`
  return { context, job, which, base, path: `${base}/${document}`, document: row && open ? { ...row, ...open } : null }
}

/**
 * Reads how the schedule of a signed agreement stands now, for the agreement's page; null of any other document. Asked with
 * the document.
 */
export async function readSchedule(
  params: Promise<{ org: string; job: string; document: string }>,
): Promise<JobView | null> {
  const { org, job: number, document } = await params
  if (parseSegment(document)?.kind !== 'agreement') return null
  const read = await readOrg(org, (orgId) => [jobScheduleStatement(orgId, idOfJob(orgId, number))])
  const signed = read && toJobSchedule(...read.answers)
  return signed && viewJob(signed, now())
}

/** Reads how an agreement was canceled, and what of its payments is refunded. Asked only of one that was. */
export const readCanceledAgreement = ({ org }: OrgContext, job: { id: string }, document: { id: string }) =>
  forOrg(org.id, (tx) => readCanceled(tx, org.id, { jobId: job.id, documentId: document.id }))
