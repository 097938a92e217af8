import 'server-only'
import type { Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { lockJob } from '@/lib/locks'
import { formatCents } from '@/lib/money'
import { getJobBalance } from '@/lib/payments/counted/job-balance'
import type { Document } from '@/prisma/generated/client'
import { contentSchema, type DocumentContent } from './content'
import { isPriceOf } from './contract-total'

/** A document as it is worked on: under its job's lock, so that nobody moves it or charges for it in between. */
export type LockedDocument = Omit<Document, 'content'> & {
  content: DocumentContent
  job: { number: number; title: string }
  /** Whether the job costs what this document comes to. */
  setsPrice: boolean
}

/** What is stored → the draft. What it lacks is as in a new one. */
export const readContent = (stored: unknown): DocumentContent => contentSchema.parse(stored)

/**
 * Locks a document's job, and reads the document.
 * @throws UserError when it no longer exists
 */
export async function lockDocument(tx: Tx, orgId: string, documentId: string): Promise<LockedDocument> {
  const where = { orgId_id: { orgId, id: documentId } }
  const located = await tx.document.findUnique({ where, select: { jobId: true } })
  if (!located) throw new UserError('This document no longer exists. Go back to the job.')
  await lockJob(tx, orgId, located.jobId)
  const { job, ...document } = await tx.document.findUniqueOrThrow({
    where,
    include: {
      job: { select: { number: true, title: true, documents: { select: { id: true, kind: true, stage: true } } } },
    },
  })
  const { documents, ...named } = job
  return {
    ...document,
    content: readContent(document.content),
    job: named,
    setsPrice: isPriceOf(documents, document),
  }
}

/** Returns what a job's customer has paid or is being charged now, in cents. The job's total can't go below it. */
export async function getHeldCents(tx: Tx, orgId: string, jobId: string): Promise<number> {
  const { paidCents, checkingCents } = await getJobBalance(tx, orgId, jobId, 0)
  return paidCents + checkingCents
}

/**
 * Refuses a total that is below what the customer has paid or is being charged.
 * @param totalCents null: no total, which is below any payment
 * @throws UserError that says what to do
 */
export async function requireCovered(tx: Tx, orgId: string, jobId: string, totalCents: number | null): Promise<void> {
  const held = await getHeldCents(tx, orgId, jobId)
  if ((totalCents ?? 0) >= held) return
  throw new UserError(
    `The total can’t be below ${formatCents(held)}, which is already paid or being charged. Raise a price or add a line. Nothing was saved.`,
  )
}
