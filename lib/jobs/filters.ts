import { KIND_LABELS, STAGE_LABELS } from '@/lib/documents/stages'
import type { DocumentKind, DocumentStage } from '@/prisma/generated/enums'

// What the list of jobs can be filtered by: money, and the stage of the document that sets the price. Pure.

export const MONEY_FILTERS = { unpaid: 'Unpaid', overpaid: 'Overpaid' } as const
export type MoneyFilter = keyof typeof MONEY_FILTERS

type Stage = { kind: DocumentKind; stage: DocumentStage }

const STAGES: readonly Stage[] = [
  ...(['draft', 'sent', 'accepted'] as const).map((stage) => ({ kind: 'proposal' as const, stage })),
  ...(['draft', 'sent', 'signed', 'completed', 'canceled'] as const).map((stage) => ({
    kind: 'agreement' as const,
    stage,
  })),
]
/** A job without a document, or with a declined proposal only. */
const NO_CONTRACT = 'none'
const keyOf = ({ kind, stage }: Stage) => `${kind}-${stage}`

/** Every stage with its words: "Agreement · Signed". */
export const STAGE_FILTERS: readonly { key: string; label: string }[] = [
  { key: NO_CONTRACT, label: 'No proposal yet' },
  ...STAGES.map((each) => ({ key: keyOf(each), label: `${KIND_LABELS[each.kind]} · ${STAGE_LABELS[each.stage]}` })),
]

/** `archived` lists archived jobs, too, which a search always finds. */
export type JobFilter = { query: string; money: MoneyFilter | null; stage: string | null; archived: boolean }

/** Lists all jobs but the archived ones. */
export const ALL_JOBS: JobFilter = { query: '', money: null, stage: null, archived: false }

/** Whether a filter leaves out jobs that aren’t archived. */
export const isFiltered = ({ query, money, stage }: JobFilter): boolean => Boolean(query || money || stage)

type Params = Record<'q' | 'money' | 'stage' | 'archived', string>

/** The filter that search parameters name; what it doesn't know filters nothing. */
export function jobFilterParam({ q, money, stage, archived }: Params): JobFilter {
  return {
    query: q.trim(),
    money: Object.hasOwn(MONEY_FILTERS, money) ? (money as MoneyFilter) : null,
    stage: STAGE_FILTERS.some(({ key }) => key === stage) ? stage : null,
    archived: archived === '1',
  }
}

/** The search parameters that name a filter. */
export const jobFilterParams = ({ query, money, stage, archived }: JobFilter): Record<string, string> => ({
  ...(query && { q: query }),
  ...(money && { money }),
  ...(stage && { stage }),
  ...(archived && { archived: '1' }),
})

/** Where a filter leads. */
export function jobFilterHref(path: string, filter: JobFilter): string {
  const params = new URLSearchParams(jobFilterParams(filter))
  return params.size ? `${path}?${params}` : path
}

/** The document and stage of a filter's key; null for that of jobs without one. */
export const stageOf = (key: string): Stage | null => STAGES.find((each) => keyOf(each) === key) ?? null
