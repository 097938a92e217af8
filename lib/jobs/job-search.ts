import 'server-only'
import type { Tx } from '@/lib/db'
import { KIND_LABELS, STAGE_LABELS } from '@/lib/documents/stages'
import { isPaid, isUndecided } from '@/lib/payments/rules/status'
import { hasWord, searchWords, wordCents } from '@/lib/search'
import { Prisma } from '@/prisma/generated/client'
import { DocumentKind, DocumentStage, PaymentStatus } from '@/prisma/generated/enums'

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

/**
 * Returns the ids of the newest thousand jobs for which the list shows an amount: owed, checking or overpaid. The
 * arithmetic of `contractTotalCents` and `computeBalance`, over all of an organization's jobs at once.
 */
async function jobsOwing(tx: Tx, orgId: string, cents: number): Promise<string[]> {
  const of = (counts: (status: PaymentStatus) => boolean) => Prisma.join(Object.values(PaymentStatus).filter(counts))
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with contract as (
      select distinct on (job_id) job_id, id from document
      where org_id = ${orgId}::uuid and stage <> 'declined' order by job_id, kind desc
    ), total as (
      select contract.job_id, sum(round(quantity_hundredths::numeric * unit_price_cents / 100)) as cents
      from contract join line_item on line_item.org_id = ${orgId}::uuid and document_id = contract.id
      group by contract.job_id
    ), paid as (
      select job_id,
        coalesce(sum(amount_cents) filter (where status::text in (${of(isPaid)})), 0) as cents,
        coalesce(sum(amount_cents) filter (where status::text in (${of(isUndecided)})), 0) as checking
      from payment where org_id = ${orgId}::uuid group by job_id
    ), recorded as (
      select job_id, sum(amount_cents) as cents from recorded_payment where org_id = ${orgId}::uuid group by job_id
    ), balance as (
      select job.id, job.number, coalesce(paid.checking, 0) as checking,
        greatest(0, coalesce(total.cents, 0) - coalesce(paid.cents, 0) - coalesce(recorded.cents, 0)) as remaining,
        greatest(0, coalesce(paid.cents, 0) + coalesce(recorded.cents, 0) - greatest(0, coalesce(total.cents, 0)))
          as overpaid
      from job left join total on total.job_id = job.id left join paid on paid.job_id = job.id
        left join recorded on recorded.job_id = job.id
      where job.org_id = ${orgId}::uuid
    )
    select id from balance
    where case when overpaid > 0 then overpaid = ${cents}
      else greatest(0, remaining - checking) = ${cents} or checking = ${cents} end
    order by number desc limit 1000`
  return rows.map(({ id }) => id)
}
