import { documentLabel, STAGE_LABELS } from '@/lib/documents/stages'
import type { DocumentAct, DocumentKind, DocumentStage } from '@/prisma/generated/enums'

// What was done with a job's documents, and how each stood after it. Pure.

/** How a document stands now. Amounts in cents. */
export type TimelineDocument = {
  id: string
  kind: DocumentKind
  ordinal: number
  stage: DocumentStage
  stageAt: Date
  createdAt: Date
  totalCents: number | null
}

/** A row of what was done. `totalCents`: of the draft, or of what was sent or accepted. */
export type TimelineDocumentEvent = {
  id: string
  documentId: string
  act: DocumentAct
  versionNumber: number | null
  totalCents: number | null
  at: Date
  actorName: string | null
  detail: string | null
}

export type DocumentState = Pick<TimelineDocument, 'id' | 'kind' | 'stage' | 'totalCents'>

type DocumentStep = {
  id: string
  at: Date
  act: DocumentAct
  who: string | null
  title: string
  detail: string | null
  /** Why it was sent although its state allows no such deposit: for the company. */
  note: string | null
  /** What it then comes to; null where it has no total, or nothing of it counts yet. */
  amountCents: number | null
  /** How the document stands from then on. */
  after: DocumentState
}

/**
 * Acts after which the document stands as before: a milestone's, which its `detail` names, what a customer does at their
 * link besides deciding, and each signature before the last.
 */
const MARKS = {
  reached: 'Milestone reached',
  unreached: 'Milestone not reached after all',
  viewed: 'viewed',
  asked: 'asked about',
  signing_asked: 'sent for signature',
  consented: 'to be signed electronically',
  signature_given: 'signature given',
  signing_declined: 'signature declined',
  sealed: 'sealed',
  paper_asked: 'to be signed on paper',
  consent_withdrawn: 'consent to sign electronically withdrawn',
} as const satisfies Partial<Record<DocumentAct, string>>
type Mark = keyof typeof MARKS
const isMark = (act: DocumentAct): act is Mark => act in MARKS
const isMilestone = (act: DocumentAct): act is 'reached' | 'unreached' => act === 'reached' || act === 'unreached'

/** The stages that acts lead to. An edit leaves the stage as it is, and one step back depends on where it was. */
const STAGE_AFTER: Record<Exclude<DocumentAct, 'edited' | 'reopened' | Mark>, DocumentStage> = {
  ...{ created: 'draft', sent: 'sent', accepted: 'accepted', declined: 'declined' },
  ...{ signed: 'signed', completed: 'completed', canceled: 'canceled' },
}

const ACT_OF: Record<Exclude<DocumentStage, 'draft'>, Exclude<DocumentAct, Mark>> = {
  ...{ sent: 'sent', accepted: 'accepted', declined: 'declined', signed: 'signed', completed: 'completed' },
  ...{ canceled: 'canceled' },
}

function stageAfter(act: DocumentAct, before: DocumentStage): DocumentStage {
  if (act === 'edited' || isMark(act)) return before
  if (act === 'reopened') return before === 'sent' ? 'draft' : 'sent'
  return STAGE_AFTER[act]
}

/** Oldest first: by time, and by id what was written within a millisecond. */
const oldestFirst = (one: { at: Date; id: string }, other: { at: Date; id: string }): number =>
  one.at.getTime() - other.at.getTime() || (one.id < other.id ? -1 : 1)

const earlier = (one: Date, other: Date = one): Date => (other < one ? other : one)

/**
 * What is known of a document from before its acts were written down: that it was made, and where it stands if nothing
 * was written since.
 */
function fromBefore(document: TimelineDocument, events: readonly TimelineDocumentEvent[]): TimelineDocumentEvent[] {
  const { id, stage, stageAt, createdAt, totalCents } = document
  if (events.some(({ act }) => act === 'created')) return []
  const unwritten = { documentId: id, versionNumber: null, actorName: null, detail: null }
  const first = events.find(({ act }) => !isMark(act))
  return [
    {
      ...unwritten,
      id: `${id}-created`,
      act: 'created',
      at: earlier(createdAt, events[0]?.at),
      totalCents: first ? first.totalCents : totalCents,
    },
    ...(!first && stage !== 'draft'
      ? [
          {
            ...unwritten,
            id: `${id}-stage`,
            act: ACT_OF[stage],
            at: stageAt < createdAt ? createdAt : stageAt,
            totalCents,
          },
        ]
      : []),
  ]
}

/**
 * The steps of one document, the oldest first.
 * @param events all that is known of it
 */
export function documentSteps(document: TimelineDocument, events: readonly TimelineDocumentEvent[]): DocumentStep[] {
  const written = [...events].sort(oldestFirst)
  const all = [...fromBefore(document, written), ...written]
  let stands: Pick<DocumentState, 'stage' | 'totalCents'> = { stage: 'draft', totalCents: null }
  return all.map((event, at) => {
    const { act, totalCents } = event
    const before = stands.stage
    const next = stageAfter(act, before)
    // What is changed of a sent document counts once it is sent in turn.
    const isUnsent = act === 'edited' && before !== 'draft'
    const keepsTotal = isUnsent || isMark(act)
    // An editor saves as somebody types and writes one event: where that is the last, the document itself knows better.
    const isLast = at === all.length - 1
    stands = isLast
      ? { stage: document.stage, totalCents: document.totalCents }
      : { stage: next, totalCents: keepsTotal ? stands.totalCents : totalCents }
    return {
      ...{ id: event.id, at: event.at, act, who: event.actorName },
      title: isMilestone(act)
        ? `${MARKS[act]}: ${event.detail}`
        : `${documentLabel(document)} ${verbOf(act, before, stands.stage)}`,
      detail: detailOf(event, isUnsent),
      note: act === 'sent' ? event.detail : null,
      amountCents: keepsTotal ? null : stands.totalCents,
      after: { id: document.id, kind: document.kind, ...stands },
    }
  })
}

function verbOf(act: DocumentAct, before: DocumentStage, after: DocumentStage): string {
  if (act === 'edited') return before === 'draft' ? 'edited' : 'draft edited'
  if (act === 'reopened') return `moved back to ${STAGE_LABELS[after].toLowerCase()}`
  return isMark(act) ? MARKS[act] : act
}

/** Acts of one version, which is named. */
const WITH_VERSION = new Set<DocumentAct>([
  ...(['sent', 'accepted', 'viewed', 'signing_asked', 'consented', 'signature_given', 'signing_declined'] as const),
  'sealed',
])

function detailOf({ act, versionNumber, detail }: TimelineDocumentEvent, isUnsent: boolean): string | null {
  const version = versionNumber !== null && WITH_VERSION.has(act) ? `Version ${versionNumber}` : null
  const unsent = isUnsent ? 'Not sent yet' : null
  return [version, unsent, act === 'sent' || isMilestone(act) ? null : detail].filter(Boolean).join('. ') || null
}
