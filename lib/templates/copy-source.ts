import 'server-only'
import { dayOf, now } from '@/lib/dates'
import { forOrg, readForOrg, type Statement } from '@/lib/db'
import type { DocumentContent } from '@/lib/documents/content'
import type { ContractKind } from '@/lib/documents/contract-total'
import { withCosts } from '@/lib/documents/lines-of'
import { readContent } from '@/lib/documents/lock-document'
import type { Snapshot } from '@/lib/documents/snapshot'
import { KIND_LABELS } from '@/lib/documents/stages'
import { UserError } from '@/lib/errors'
import type { OrgContext } from '@/lib/orgs/context'
import { searchWords } from '@/lib/search'
import { firstRows, foundOf, isFound, ofFirstRows, readFound, searchRows } from '@/lib/search-rows'
import { all, any, first, hasWord } from '@/lib/sql'
import { Prisma } from '@/prisma/generated/client'
import type { DocumentStage } from '@/prisma/generated/enums'
import { copyOf } from './template-of'

// Documents of other jobs, of which a new one can begin as a copy.

/** A document to copy, as a list shows it. */
export type CopySource = {
  id: string
  kind: ContractKind
  number: number
  stage: DocumentStage
  /** Of what stands; null while a choice is open or something in it is wrong. */
  totalCents: number | null
  jobNumber: number
  jobTitle: string
  customer: { firstName: string; lastName: string }
}

/** How many documents a picker shows. */
const MAX_FOUND = 20

/** A word that names a kind as the list does: "proposal", "agree". */
const isKind = (word: string): Prisma.Sql[] =>
  (['proposal', 'agreement'] as const)
    .filter((kind) => word.length > 2 && KIND_LABELS[kind].toLowerCase().startsWith(word))
    .map((kind) => Prisma.sql`document.kind::text = ${kind}`)

/** A word that a document has as its number. */
const isNumber = (word: string): Prisma.Sql[] =>
  /^\d{1,9}$/.test(word) ? [Prisma.sql`document.number = ${Number(word)}`] : []

/**
 * Returns the newest proposals and agreements of other jobs that can be copied: those that have every word of the search in
 * their number or kind, or in the text of their job and its customer. Without a search, those of jobs that aren't archived.
 * Whoever calls it counts the search (lib/limits/searches.ts).
 */
export async function findCopySources(
  orgId: string,
  { jobId, query }: { jobId: string; query: string },
): Promise<CopySource[]> {
  const words = searchWords(query)
  // A word that a document may have by itself leaves no job out.
  const ofJobs = words.filter((word) => isKind(word).length + isNumber(word).length === 0)
  const narrowed =
    ofJobs.length > 0
      ? await readForOrg(orgId, [
          searchRows(
            'job',
            ofJobs.map((word) => ({ word })),
          ),
        ])
      : null
  const found = narrowed ? foundOf(...narrowed) : words.length > 0 ? null : undefined
  const shown = all([
    Prisma.sql`document.org_id = ${orgId}::uuid and document.job_id <> ${jobId}::uuid`,
    Prisma.sql`document.kind in ('proposal', 'agreement')`,
    ...isFound(Prisma.sql`document.job_id`, found),
    ...(words.length > 0 ? [] : [Prisma.sql`job.archived_at is null`]),
    ...words.map((word) => any([hasWord(Prisma.sql`job.search`, word), ...isKind(word), ...isNumber(word)])),
  ])
  const newest = Prisma.sql`where org_id = ${orgId}::uuid order by number desc`
  const read = (rows: number | null) => {
    const page: Statement<CopySource> = Prisma.sql`
      select document.id, document.kind, document.number, document.stage, document.total_cents,
        job.number as job_number, job.title as job_title,
        json_build_object('firstName', customer.first_name, 'lastName', customer.last_name) as customer
      from ${firstRows(Prisma.sql`document`, newest, rows)}
      join job on job.org_id = document.org_id and job.id = document.job_id
      join customer on customer.org_id = job.org_id and customer.id = job.customer_id
      where ${shown} order by document.number desc ${first(MAX_FOUND)}`
    return readForOrg(orgId, [ofFirstRows(page, rows)])
  }
  const [sources] = await readFound(found, read, ([listed]) => listed.length === MAX_FOUND)
  return sources
}

const GONE = 'The document to copy no longer exists. Search again and choose another one.'
const CHANGE = 'A change order can’t be copied: it changes an agreement of its own. Choose a proposal or an agreement.'

/**
 * What a new document begins with that is a copy of another one of the company (`copyOf` says what of it). A draft is copied
 * as it is drafted, also one that was taken back; any other as it was sent last, whatever was drafted since; one that was sent
 * before Plumbline kept versions as it is stored. Lines keep what they cost the company, as the draft has it.
 * @throws UserError where the company has no such document, or it is a change order
 */
export async function copiedContent({ org }: OrgContext, documentId: string): Promise<DocumentContent> {
  const { id: orgId, timeZone } = org
  const content = await forOrg(orgId, async (tx) => {
    const source = await tx.document.findUnique({
      where: { orgId_id: { orgId, id: documentId } },
      select: { kind: true, stage: true, content: true, sentVersion: true },
    })
    if (!source) throw new UserError(GONE)
    if (source.kind === 'change_order') throw new UserError(CHANGE)
    const draft = readContent(source.content)
    const number = source.stage === 'draft' ? null : source.sentVersion
    if (number === null) return draft
    const { snapshot } = await tx.documentVersion.findUniqueOrThrow({
      where: { orgId_documentId_number: { orgId, documentId, number } },
      select: { snapshot: true },
    })
    const sent: Snapshot = JSON.parse(snapshot)
    return withCosts(readContent(sent.content), draft)
  })
  return copyOf(content, dayOf(now(), timeZone))
}
