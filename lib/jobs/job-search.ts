import 'server-only'
import type { Tx } from '@/lib/db'
import { KIND_LABELS, STAGE_LABELS } from '@/lib/documents/stages'
import { hasWord, searchWords, wordCents } from '@/lib/search'
import type { Prisma } from '@/prisma/generated/client'
import { DocumentKind, DocumentStage } from '@/prisma/generated/enums'

// Which jobs a search finds: every word of it stands in one of the list's columns.

/**
 * Matches the jobs that a search finds. The text of a job and its customer are one column (`search`); the stage is
 * matched by its label, and what's owed by its amount.
 */
export async function jobSearch(tx: Tx, orgId: string, query: string): Promise<Prisma.JobWhereInput> {
  const all: Prisma.JobWhereInput[] = []
  for (const word of searchWords(query)) {
    const cents = (await isMoney(tx, orgId, word)) ? wordCents(word) : null
    const owing = cents === null ? [] : await jobsOwing(tx, orgId, cents)
    all.push({ OR: [hasWord(word), ...atStage(word), ...(owing.length > 0 ? [{ id: { in: owing } }] : [])] })
  }
  return { AND: all }
}

/** A bare number that a job has, and a short one, is no amount: adding up all jobs takes longer than all the rest. */
async function isMoney(tx: Tx, orgId: string, word: string): Promise<boolean> {
  if (!/^\d+$/.test(word)) return true
  if (word.length < 3) return false
  const number = Number(word)
  return number > 2_147_483_647 || (await tx.job.count({ where: { orgId, number } })) === 0
}

const standing = { stage: { not: 'declined' } } as const
const isLabeled = (label: string, word: string) => word.length > 2 && label.toLowerCase().startsWith(word)

/** The filters for a word of what the list says of a job's stage: "Agreement · Signed", "No proposal yet". */
function atStage(word: string): Prisma.JobWhereInput[] {
  const kinds = Object.values(DocumentKind).filter((kind) => isLabeled(KIND_LABELS[kind], word))
  const stages = Object.values(DocumentStage).filter(
    (stage) => stage !== 'declined' && isLabeled(STAGE_LABELS[stage], word),
  )
  return [
    ...kinds.map((kind) => contractIs(kind, standing)),
    ...stages.flatMap((stage) => Object.values(DocumentKind).map((kind) => contractIs(kind, { stage }))),
    ...(['no', 'proposal', 'yet'].includes(word) ? [{ documents: { none: standing } }] : []),
  ]
}

/** The document that sets the price is of this kind, and as told; the same choice as `contractDocument`'s. */
const contractIs = (kind: DocumentKind, which: Prisma.DocumentWhereInput): Prisma.JobWhereInput => ({
  documents: {
    some: { kind, ...which },
    ...(kind === 'proposal' && { none: { kind: 'agreement', ...standing } }),
  },
})

/** Returns the ids of the newest thousand jobs for which the list shows an amount: owed, checking or overpaid. */
async function jobsOwing(tx: Tx, orgId: string, cents: number): Promise<string[]> {
  const rows = await tx.jobStanding.findMany({
    where: {
      orgId,
      OR: [{ overpaidCents: cents }, { overpaidCents: 0, OR: [{ owedCents: cents }, { checkingCents: cents }] }],
    },
    select: { jobId: true },
    orderBy: { job: { number: 'desc' } },
    take: 1000,
  })
  return rows.map(({ jobId }) => jobId)
}
