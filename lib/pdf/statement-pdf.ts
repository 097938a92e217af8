import 'server-only'
import type { CompanyFace } from '@/lib/company/face'
import { formatDay } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import { compilePdf } from './compiler'
import { addressLines, LOGO_FILE, type PaperFacts, paperView } from './paper'
import { STATEMENT } from './templates/statement'

type Place = Parameters<typeof addressLines>[0]

/** Money that came or went on a job, or what changed its total. */
type StatementRow = {
  /** YYYY-MM-DD, in the company's zone. */
  day: string
  /** "Payment", "Refund", "Check 1042" */
  what: string
  /** "Visa ending in 1111"; empty where there is nothing to add. */
  detail: string
  /** Below zero for what went back; null where no money moved. */
  amountCents: number | null
  /** What was owed after it. */
  owedCents: number
}

/** A job's payments and what changed its total, the first first. Amounts in cents. */
export type StatementFacts = {
  company: CompanyFace
  /** The picture (PNG) of `company.logo`. */
  logo: Uint8Array | null
  customer: { name: string; company: string; address: Place }
  job: { number: number; title: string; site: Place }
  rows: readonly StatementRow[]
  totalCents: number
  paidCents: number
  owedCents: number
  /** The day that it's of, YYYY-MM-DD in the company's zone, and the instant. */
  day: string
  at: Date
}

/** Makes the PDF of a job's statement: the same bytes for the same facts. */
export async function renderStatement(facts: StatementFacts): Promise<Uint8Array> {
  const { company, logo, customer, job, at } = facts
  const heading = 'Statement'
  const paper: PaperFacts = {
    company,
    hasLogo: logo !== null,
    title: `${heading}, job ${job.number}: ${job.title}`,
    createdAt: at,
    mark: `Job ${job.number}`,
  }
  const view = {
    paper: paperView(paper),
    heading,
    title: job.title,
    parties: [
      {
        label: 'Customer',
        lines: [customer.name, customer.company, ...addressLines(customer.address)].filter((line) => line !== ''),
        isNamed: true,
      },
      { label: 'Work site', lines: addressLines(job.site), isNamed: false },
    ].filter(({ lines }) => lines.length > 0),
    facts: [
      { label: 'Date', value: formatDay(facts.day) },
      { label: 'Job', value: String(job.number) },
    ],
    sums: [
      { label: 'Job total', amount: formatCents(facts.totalCents) },
      { label: 'Paid so far', amount: formatCents(facts.paidCents) },
      { label: 'Balance due', amount: formatCents(facts.owedCents) },
    ],
    empty: 'No payments yet.',
    tableHeading: 'Activity',
    columns: ['Date', 'Description', 'Amount', 'Balance due'],
    rows: facts.rows.map(({ day, what, detail, amountCents, owedCents }) => ({
      date: formatDay(day),
      ...{ what, detail },
      amount: amountCents === null ? '' : formatCents(amountCents),
      owed: formatCents(owedCents),
    })),
  }
  const pictures = new Map(logo ? [[LOGO_FILE, logo]] : [])
  return (await compilePdf({ template: STATEMENT, data: view, pictures, createdAt: at })).bytes
}
