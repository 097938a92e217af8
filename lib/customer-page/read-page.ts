import 'server-only'
import { cache } from 'react'
import { type CanceledAgreement, readCanceled } from '@/lib/canceling/read-canceled'
import { COMPANY_LICENSES, type CompanyFace, companyFace } from '@/lib/company/face'
import { formatAddress } from '@/lib/contact'
import type { LinkContext } from '@/lib/customer-links/read-link'
import { dateToDay, dayOf, now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { type Right, rightOf, toldRight } from '@/lib/documents/cancellation'
import { contractTotalCents, isAgreedTo } from '@/lib/documents/contract-total'
import { type DueNow, dueNow } from '@/lib/documents/due-now'
import { getJobSchedule, hasParts, type JobSchedule } from '@/lib/documents/job-schedule'
import { getJobView } from '@/lib/documents/job-view'
import type { PartView } from '@/lib/documents/schedule'
import type { Snapshot } from '@/lib/documents/snapshot'
import type { WhichDocument } from '@/lib/documents/stages'
import type { Choices } from '@/lib/documents/sums'
import { getJobBalance } from '@/lib/payments/counted/job-balance'
import type { Balance } from '@/lib/payments/rules/balance'
import { isNotCharged } from '@/lib/payments/rules/status'
import { readRequests } from '@/lib/requests/read-requests'
import { readStandings } from '@/lib/requests/read-standing'
import { readSeal } from '@/lib/sealing/sealed-copy'
import { standingConsent } from '@/lib/signing/consent'
import { readSigners } from '@/lib/signing/read-signers'
import { type SignerState, signerAt, stateOf, waitsFor } from '@/lib/signing/states'
import { cancelDays } from '@/lib/states/cancel-by'
import { type Payment, Prisma, type RecordedPayment } from '@/prisma/generated/client'
import { type Paper, type PaperRow, papersOf } from './papers'
import { listOwnAccounts, type OwnAccount } from './saved-accounts'

// What a customer sees at their link: one job of one company, and nothing else.

/** A payment that the customer made, by card, bank account or otherwise. */
export type PaidEntry =
  | ({ kind: 'payment' } & Pick<
      Payment,
      'id' | 'amountCents' | 'status' | 'method' | 'accountLabel' | 'lastFour' | 'createdAt' | 'paysimpleStatus'
    >)
  | ({ kind: 'recorded' } & Pick<RecordedPayment, 'id' | 'amountCents' | 'method' | 'reference' | 'createdAt'>)

export type CustomerPage = {
  company: CompanyFace
  job: { number: number; title: string; address: string | null }
  papers: Paper[]
  /** Which of them this person is to sign now, and which they have signed already, by id. */
  yours: Record<string, 'to sign' | 'signed'>
  balance: Balance
  /** Whether anything is payable here now. */
  mayPay: boolean
  /** The parts of the signed schedule as they stand; empty without one. */
  parts: PartView[]
  due: DueNow | null
  /** When what waits for the end of the right to cancel falls due; null where nobody knows. */
  afterRightOn: string | null
  /** What the company asked for and is still open, the first due one first. */
  asked: { label: string | null; cents: number; dueOn: string }[]
  payments: PaidEntry[]
  /** Until when the agreement can be canceled here; null where it can't, or no longer. */
  right: OpenRight | null
  /** How it was canceled; null where it wasn't. */
  canceled: CanceledAgreement | null
  /** What this person has saved to pay with. */
  accounts: OwnAccount[]
}

/** A right to cancel that lasts. `days`: business days, as the notice counts them. */
export type OpenRight = Right & { signedAt: Date; days: number }

/** The right to cancel a signed agreement, while it lasts. */
function openRight(signed: JobSchedule | null): OpenRight | null {
  const last = signed && rightOf(signed)
  const told = signed && toldRight(signed)
  if (!signed || !last || !told || now() >= last.endsAt) return null
  const { isSixtyFive, isDisasterRepair } = signed.answers
  const answers = { isSixtyFive: isSixtyFive ?? false, isDisasterRepair: isDisasterRepair ?? false }
  return { ...told, signedAt: signed.signedAt, days: cancelDays(told.profile, answers) }
}

const PAPER = {
  select: {
    ...{ id: true, kind: true, ordinal: true, number: true, stage: true, stageAt: true, totalCents: true },
    ...{ sentVersion: true, versions: { select: { number: true, expiresOn: true } } },
  },
} as const

/** What was sent of a job, the first one first. */
async function readPaperRows(tx: Tx, orgId: string, jobId: string) {
  const documents = await tx.document.findMany({ where: { orgId, jobId }, orderBy: { number: 'asc' }, ...PAPER })
  const rows = documents.flatMap(({ stage, sentVersion, versions, ...document }): PaperRow[] => {
    if (stage === 'draft') return []
    const sent = versions.find(({ number }) => number === sentVersion)
    const expiresOn = sent?.expiresOn ? dateToDay(sent.expiresOn) : null
    return [{ ...document, stage, versionNumber: sentVersion, expiresOn }]
  })
  return { documents, rows }
}

/** Reads the page of a link's job. */
export const readCustomerPage = cache(
  (context: LinkContext): Promise<CustomerPage> =>
    forOrg(context.org.id, async (tx) => {
      const { org, link } = context
      const orgId = org.id
      const job = await tx.job.findUniqueOrThrow({
        where: { orgId_id: { orgId, id: link.job.id } },
        include: { org: { include: COMPANY_LICENSES } },
      })
      const { documents, rows } = await readPaperRows(tx, orgId, job.id)
      const balance = await getJobBalance(tx, orgId, job.id, contractTotalCents(documents))
      const view = await getJobView(tx, orgId, job.id)
      const papers = papersOf(rows, dayOf(now(), org.timeZone))
      const yours: CustomerPage['yours'] = {}
      for (const { id: documentId, state, versionNumber } of papers) {
        if (state !== 'to_sign' || versionNumber === null) continue
        const signing = await readSigning(tx, context, { documentId, versionNumber })
        if (signing.you?.signed) yours[documentId] = 'signed'
        else if (isYourTurn(signing)) yours[documentId] = 'to sign'
      }
      return {
        company: companyFace(job.org),
        job: { number: job.number, title: job.title, address: formatAddress(job) },
        ...{ papers, yours },
        balance,
        mayPay: isAgreedTo(documents) && balance.owedCents > 0,
        parts: view && hasParts(view.schedule) ? view.view.parts : [],
        due: view && dueNow(view.view, view.progress),
        afterRightOn: view?.afterRightOn ?? null,
        asked: await readAsked(tx, orgId, job.id),
        payments: await readPayments(tx, orgId, job.id),
        right: openRight(view),
        canceled: await readCanceledOf(tx, orgId, job.id, papers),
        accounts: await listOwnAccounts(tx, context),
      }
    }),
)

/** How the job's agreement was canceled; null where it wasn't. */
async function readCanceledOf(tx: Tx, orgId: string, jobId: string, papers: readonly Paper[]) {
  const agreement = papers.find(({ kind, state }) => kind === 'agreement' && state === 'canceled')
  return agreement ? readCanceled(tx, orgId, { jobId, documentId: agreement.id }) : null
}

/** What of the open requests is still to be paid. While money for one is undecided it isn't asked for. */
async function readAsked(tx: Tx, orgId: string, jobId: string): Promise<CustomerPage['asked']> {
  const requests = await readRequests(tx, orgId, { jobId: Prisma.sql`${jobId}::uuid` })
  return (await readStandings(tx, orgId, jobId, requests))
    .filter(({ standing }) => standing.state === 'open')
    .map(({ request: { partLabel, dueOn }, standing }) => ({ label: partLabel, cents: standing.openCents, dueOn }))
}

async function readPayments(tx: Tx, orgId: string, jobId: string): Promise<PaidEntry[]> {
  const where = { orgId, jobId }
  const payments = await tx.payment.findMany({ where })
  const recorded = await tx.recordedPayment.findMany({ where: { ...where, correctsId: null, correction: null } })
  const all: PaidEntry[] = [
    ...payments.filter(({ status }) => !isNotCharged(status)).map((each) => ({ kind: 'payment' as const, ...each })),
    ...recorded.map((each) => ({ kind: 'recorded' as const, ...each })),
  ]
  return all.sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
}

export type OpenPaper = {
  paper: Paper
  company: CompanyFace
  snapshot: Snapshot
  sha256: string
  sentAt: Date
  /** What was taken of it; null while nothing was. */
  accepted: { choices: Choices; totalCents: number; at: Date } | null
  /** Whether this person has opened this version before. */
  isViewed: boolean
  signing: PaperSigning
  /** When it was sealed, and its fingerprint; null while it isn't. */
  sealed: { at: Date; sha256: string } | null
  /** Until when this person can cancel it here; null where they can't, or no longer. */
  right: OpenRight | null
  /** How it was canceled; null where it wasn't. */
  canceled: CanceledAgreement | null
}

/** Who signs a paper, and this person's part in it. */
export type PaperSigning = {
  signers: SignerState[]
  /** Who this person signs as; null where they don't. */
  you: SignerState | null
  /** Whether they have consented to sign electronically, and not taken it back. */
  hasConsented: boolean
  /** Whether they have asked for paper instead. */
  wantsPaper: boolean
}

async function readSigning(
  tx: Tx,
  { org, link }: LinkContext,
  of: { documentId: string; versionNumber: number },
): Promise<PaperSigning> {
  const signers = await readSigners(tx, org.id, of)
  const you = signerAt(signers, link) ?? null
  const consent = you && (await standingConsent(tx, org.id, you.id))
  const asked =
    you && (await tx.paperRequest.findUnique({ where: { orgId_signerId: { orgId: org.id, signerId: you.id } } }))
  return { signers, you, hasConsented: consent !== null, wantsPaper: asked !== null }
}

/** Tells whether this person is to sign now. */
export const isYourTurn = ({ signers, you }: PaperSigning): boolean =>
  you !== null && !you.signed && stateOf(signers) === 'open' && waitsFor(signers, you).length === 0

/** Reads one of the papers; null for one that was never sent, or before Plumbline kept what was sent. */
export const readPaper = (context: LinkContext, { kind, ordinal }: WhichDocument): Promise<OpenPaper | null> =>
  forOrg(context.org.id, async (tx) => {
    const { org, link } = context
    const orgId = org.id
    const { rows } = await readPaperRows(tx, orgId, link.job.id)
    const paper = papersOf(rows, dayOf(now(), org.timeZone)).find(
      (each) => each.kind === kind && each.ordinal === ordinal,
    )
    if (!paper?.versionNumber) return null
    const { id: documentId, versionNumber: number } = paper
    const version = await tx.documentVersion.findUniqueOrThrow({
      where: { orgId_documentId_number: { orgId, documentId, number } },
      include: { document: { select: { acceptance: true } } },
    })
    const viewed = await tx.documentEvent.findFirst({
      where: { ...{ orgId, jobId: link.job.id, documentId, linkId: link.id }, act: 'viewed', versionNumber: number },
      select: { id: true },
    })
    const company = await tx.org.findUniqueOrThrow({ where: { id: orgId }, include: COMPANY_LICENSES })
    const { acceptance } = version.document
    const signing = await readSigning(tx, context, { documentId, versionNumber: number })
    const isSigned = kind === 'agreement' && (paper.state === 'signed' || paper.state === 'completed')
    // Of what was signed here those cancel who signed it; of a paper that was signed by hand whoever has a link.
    const isBuyer = signing.you !== null || signing.signers.every(({ role }) => role !== 'customer')
    return {
      ...{ paper, company: companyFace(company), snapshot: JSON.parse(version.snapshot), sha256: version.sha256 },
      sentAt: version.sentAt,
      accepted: acceptance && {
        choices: acceptance.choices as Choices,
        totalCents: acceptance.totalCents,
        at: acceptance.acceptedAt,
      },
      isViewed: viewed !== null,
      sealed: await readSeal(tx, orgId, documentId, number),
      signing,
      right: isSigned && isBuyer ? openRight(await getJobSchedule(tx, orgId, link.job.id)) : null,
      canceled: await readCanceledOf(tx, orgId, link.job.id, [paper]),
    }
  })

/** The photos of all papers that were sent to the customer, by their hashes. */
export const shownPhotos = ({ org, link }: LinkContext): Promise<Set<string>> =>
  forOrg(org.id, async (tx) => {
    const rows = await tx.$queryRaw<{ hash: string }[]>`
      select distinct photo ->> 'hash' as hash from document
        join document_version version on version.org_id = document.org_id and version.document_id = document.id
          and version.number = document.sent_version,
        json_array_elements(version.snapshot::json -> 'content' -> 'photos') photo
      where document.org_id = ${org.id}::uuid and document.job_id = ${link.job.id}::uuid and document.stage <> 'draft'`
    return new Set(rows.map(({ hash }) => hash))
  })
