import type { Tx } from '@/lib/db'
import type { Unpriced } from '@/lib/payments/rules/balance'
import type { DocumentKind, DocumentStage } from '@/prisma/generated/enums'

/** The kinds of documents that can set a job's price. A change order changes what the agreement says. */
export const CONTRACT_KINDS = ['proposal', 'agreement'] as const satisfies readonly DocumentKind[]
export type ContractKind = (typeof CONTRACT_KINDS)[number]

type Standing = { kind: DocumentKind; stage: DocumentStage }
/** `totalCents`: null where it has no total yet (standing-total.ts); of a change order the change. */
type PricedDocument = Standing & { totalCents: number | null }
type Contract<D> = D & { kind: ContractKind }

/**
 * Returns the document that sets a job's price: the agreement once there is one, until then the proposal unless it was
 * declined.
 */
export function contractDocument<D extends Standing>(documents: readonly D[]): Contract<D> | null {
  const standing = documents.filter(isContract).filter(({ stage }) => stage !== 'declined')
  return standing.find((d) => d.kind === 'agreement') ?? standing.find((d) => d.kind === 'proposal') ?? null
}

const isContract = <D extends Standing>(document: D): document is Contract<D> => document.kind !== 'change_order'

/** Tells whether a job's agreement was canceled: the job costs nothing, and what is paid is refunded. */
export const isCanceled = (documents: readonly Standing[]): boolean => contractDocument(documents)?.stage === 'canceled'

/** Returns the signed change orders, which count where the agreement sets the price. */
export const signedChanges = <D extends Standing>(documents: readonly D[]): D[] =>
  contractDocument(documents)?.kind === 'agreement' && !isCanceled(documents)
    ? documents.filter(({ kind, stage }) => kind === 'change_order' && stage === 'signed')
    : []

/**
 * Tells whether a job costs what one of its documents comes to, or would once that one is no longer declined.
 * @param documents all of the job's
 */
export const isPriceOf = <D extends Standing & { id: string }>(
  documents: readonly D[],
  { id }: { id: string },
): boolean =>
  contractDocument(
    documents.map((each) => (each.id === id && each.stage === 'declined' ? { ...each, stage: 'sent' } : each)),
  )?.id === id

/** Tells whether a job's work is finished: its agreement is completed. */
export const isFinished = (documents: readonly Standing[]): boolean =>
  contractDocument(documents)?.stage === 'completed'

/**
 * Tells whether a customer may pay by their link: once they have said yes, to the agreement or, without one, to the
 * proposal. In the room a member may take money before that.
 */
export function isAgreedTo(documents: readonly Standing[]): boolean {
  const contract = contractDocument(documents)
  if (!contract) return false
  return contract.kind === 'agreement'
    ? contract.stage === 'signed' || contract.stage === 'completed'
    : contract.stage === 'accepted'
}

/** Returns the kinds of a job's documents but change orders, the one that sets its price first. */
export function documentKinds(documents: readonly Standing[]): ContractKind[] {
  const first = contractDocument(documents)?.kind
  return documents
    .filter(isContract)
    .map(({ kind }) => kind)
    .sort((a, b) => Number(b === first) - Number(a === first))
}

/**
 * Returns what a job costs in cents: the total of its contract document with the signed change orders, or 0 without one and
 * where it was canceled.
 */
export const contractTotalCents = (documents: readonly PricedDocument[]): number =>
  isCanceled(documents)
    ? 0
    : [contractDocument(documents), ...signedChanges(documents)].reduce(
        (cents, each) => cents + (each?.totalCents ?? 0),
        0,
      )

/** Returns why a job has no price; null where it has one. */
export function unpricedBecause(documents: readonly PricedDocument[]): Unpriced | null {
  const contract = contractDocument(documents)
  if (!contract) return documents.length > 0 ? 'declined' : 'no_document'
  if (contract.stage === 'canceled') return 'canceled'
  if (contract.totalCents === null) return 'no_total'
  // A credit may leave nothing of it.
  return contractTotalCents(documents) > 0 || signedChanges(documents).length > 0 ? null : 'no_lines'
}

/** The select for `contractTotalCents`. */
export const PRICED = { select: { kind: true, stage: true, totalCents: true } } as const

/** Returns a job's contract total in cents and the kind of document it comes from (null without one). */
export async function getContractTotal(
  tx: Tx,
  orgId: string,
  jobId: string,
): Promise<{ cents: number; kind: ContractKind | null }> {
  const documents = await tx.document.findMany({ where: { orgId, jobId }, ...PRICED })
  return { cents: contractTotalCents(documents), kind: contractDocument(documents)?.kind ?? null }
}
