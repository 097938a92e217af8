import 'server-only'
import { CONTRACT_KINDS } from '@/lib/documents/contract-total'
import { KIND_LABELS, STAGE_LABELS } from '@/lib/documents/stages'
import { searchWords, wordCents } from '@/lib/search'
import { type Found, isFound, type RowWord } from '@/lib/search-rows'
import { all, any, hasWord } from '@/lib/sql'
import { Prisma } from '@/prisma/generated/client'
import { type DocumentKind, DocumentStage } from '@/prisma/generated/enums'
import { type JobFilter, stageOf } from './filters'

// What the list of jobs shows and adds up, as conditions on `job` and on the view job_standing, here `standing`. What
// is asked of one job's standing is computed for each job of the organization, so it stands in no condition without need.

/**
 * The jobs of a filter. Archived ones are left out, unless they are asked for or searched for.
 * @param found what is known of `jobWords`
 */
export const jobCondition = (orgId: string, { query, money, stage, archived }: JobFilter, found?: Found): Prisma.Sql =>
  all([
    ...isFound(Prisma.sql`job.id`, found),
    ...(query || archived ? [] : [Prisma.sql`job.archived_at is null`]),
    ...(money === 'unpaid' ? [Prisma.sql`standing.owed_cents > 0`] : []),
    ...(money === 'overpaid' ? [Prisma.sql`standing.overpaid_cents > 0`] : []),
    ...(stage ? [atStage(stage)] : []),
    ...searchWords(query).map((word) => matchesWord(orgId, word)),
  ])

export const isJob = (id: string): Prisma.Sql => Prisma.sql`job.id = ${id}::uuid`
export const ofCustomer = (id: string): Prisma.Sql => Prisma.sql`job.customer_id = ${id}::uuid`

const isKind = (kind: DocumentKind) => Prisma.sql`standing.kind::text = ${kind}`
const isStage = (stage: DocumentStage) => Prisma.sql`standing.stage::text = ${stage}`

function atStage(key: string): Prisma.Sql {
  const found = stageOf(key)
  return found ? all([isKind(found.kind), isStage(found.stage)]) : Prisma.sql`standing.kind is null`
}

/**
 * A word of a search stands in one of the list's columns: the text of a job and its customer is one (`search`); the
 * stage is matched by its label, and the balance by its amount.
 */
const matchesWord = (orgId: string, word: string): Prisma.Sql =>
  any([hasWord(Prisma.sql`job.search`, word), ...labeled(word), ...amounts(orgId, word)])

/** The words of a search that stand in a job's text. */
export const jobWords = (query: string): RowWord[] =>
  searchWords(query).flatMap((word): RowWord[] => {
    if (labeled(word).length > 0) return []
    if (!isAmount(word)) return [{ word }]
    return isBare(word) ? [{ word, number: Number(word) }] : []
  })

const isLabeled = (label: string, word: string) => word.length > 2 && label.toLowerCase().startsWith(word)

/** A word of what the list says of a job's stage: "Agreement · Signed", "No proposal yet". */
const labeled = (word: string): Prisma.Sql[] => [
  ...CONTRACT_KINDS.filter((kind) => isLabeled(KIND_LABELS[kind], word)).map(isKind),
  ...Object.values(DocumentStage)
    .filter((stage) => stage !== 'declined' && isLabeled(STAGE_LABELS[stage], word))
    .map(isStage),
  ...(['no', 'proposal', 'yet'].includes(word) ? [Prisma.sql`standing.kind is null`] : []),
]

const isBare = (word: string) => /^\d+$/.test(word)
/** A short bare number is no amount: adding up all jobs takes longer than all the rest. */
const isAmount = (word: string) => wordCents(word) !== null && !(isBare(word) && word.length < 3)

/**
 * An amount of the job: its total, or what the list shows of it, due, checking or overpaid. A bare number that a job has
 * is none.
 */
function amounts(orgId: string, word: string): Prisma.Sql[] {
  if (!isAmount(word)) return []
  const cents = wordCents(word)
  const shown = Prisma.sql`(standing.total_cents = ${cents} or standing.overpaid_cents = ${cents}
    or standing.overpaid_cents = 0 and (standing.owed_cents = ${cents} or standing.checking_cents = ${cents}))`
  if (!isBare(word)) return [shown]
  const isNumber = Prisma.sql`exists (select from job numbered
    where numbered.org_id = ${orgId}::uuid and numbered.number = ${Number(word)})`
  return [Prisma.sql`(not ${isNumber} and ${shown})`]
}
