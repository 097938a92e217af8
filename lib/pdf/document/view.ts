import { companyFace } from '@/lib/company/face'
import { dayOf, formatDay } from '@/lib/dates'
import { changeSentences } from '@/lib/documents/change-words'
import { type Snapshot, type SnapshotCompany, shortHash } from '@/lib/documents/snapshot'
import { type TermsBlock, termsTree } from '@/lib/documents/terms'
import { addressLines, type FactView, type PaperView, type PartyView, paperView, paragraphsOf } from '../paper'
import { columnsOf, widestOf } from './lines'
import { type PhotoView, photoRows } from './photos'
import { allRows, markLast, type SectionView, sectionsOf } from './sections'
import { type SignaturesView, signaturesOf } from './signatures'
import { type ScheduleView, scheduleOf, type TotalsView, totalsOf } from './totals'
import { KIND_NAMES } from './words'

// A snapshot as its paper shows it: texts, in their order (lib/pdf/templates/document.ts). Pure.

export type DocumentView = {
  paper: PaperView
  /** "Proposal 1007", "Change order 2" */
  heading: string
  title: string
  parties: PartyView[]
  facts: FactView[]
  note: string[][]
  columns: string[]
  /** The longest texts of each column after the first. */
  widest: string[][]
  sections: SectionView[]
  totals: TotalsView
  /** What a change order does to the total and the payments, in sentences. */
  changes: string[]
  schedule: ScheduleView
  /** What the customer is told of the right to cancel, where there is no room for signatures; empty for what says nothing of it. */
  cancellation: string
  photos: PhotoView[][]
  terms: TermsBlock[]
  /** Null for what nobody signs on paper. */
  signatures: SignaturesView | null
}

type ViewOptions = {
  hasLogo: boolean
  /** By the photo's place. */
  photoFile: (nth: number) => string
  /** Whether what stands last before the totals starts a page (`markLast`). */
  lastStartsPage: boolean
}

export function documentView(snapshot: Snapshot, sha256: string, options: ViewOptions): DocumentView {
  const { kind, number, version, customer, job, content, change } = snapshot
  // A change order is known by its number within the job.
  const heading = `${KIND_NAMES[kind]} ${change?.ordinal ?? number}`
  const title = content.title || job.title
  const sections = sectionsOf(snapshot)
  markLast(sections, options.lastStartsPage)
  const columns = columnsOf(content.show)
  const sentAt = new Date(snapshot.sentAt)
  return {
    paper: paperView({
      company: companyFace(factsOf(snapshot.company)),
      hasLogo: options.hasLogo,
      title: title ? `${heading}: ${title}` : heading,
      createdAt: sentAt,
      mark: shortHash(sha256),
    }),
    heading,
    title,
    parties: [
      {
        label: kind === 'proposal' ? 'Prepared for' : 'Customer',
        lines: [customer.name, customer.company, ...addressLines(customer.address)].filter((line) => line !== ''),
        isNamed: true,
      },
      { label: 'Work site', lines: addressLines(job.site), isNamed: false },
    ].filter(({ lines }) => lines.length > 0),
    facts: [
      { label: 'Date', value: formatDay(dayOf(sentAt, snapshot.timeZone)) },
      ...(content.expiresOn ? [{ label: 'Valid until', value: formatDay(content.expiresOn) }] : []),
      ...(change ? [{ label: 'Changes', value: `Agreement ${change.agreementNumber}` }] : []),
      { label: 'Version', value: String(version) },
      { label: 'Job', value: String(job.number) },
    ],
    note: paragraphsOf(content.note),
    columns,
    widest: widestOf(allRows(sections), columns.length - 1),
    sections,
    totals: totalsOf(snapshot),
    changes: change ? changeSentences(change) : [],
    schedule: scheduleOf(snapshot),
    cancellation: snapshot.signatures ? '' : (snapshot.cancellation?.statement ?? ''),
    photos: photoRows(content.photos, options.photoFile),
    terms: termsTree(content.terms),
    signatures: signaturesOf(snapshot),
  }
}

const factsOf = ({ logo, brandColor, licenses, ...company }: SnapshotCompany) => ({
  name: company.name,
  legalName: company.legalName || null,
  ...company.address,
  phone: company.phone || null,
  email: company.email || null,
  website: company.website || null,
  footer: company.footer || null,
  licenses,
  brandColor,
  ...{ logoHash: logo?.hash ?? null, logoWidth: logo?.width ?? null, logoHeight: logo?.height ?? null },
})
