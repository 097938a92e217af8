import 'server-only'
import { COMPANY_LICENSES, companyFace } from '@/lib/company/face'
import { readShownLogo } from '@/lib/company/read-logo'
import { customerName } from '@/lib/customers/schema'
import { dayOf } from '@/lib/dates'
import { forOrg, readForOrg } from '@/lib/db'
import { jobStatements, toJob } from '@/lib/jobs/queries'
import { renderStatement } from '@/lib/pdf/statement-pdf'
import { idOfJob } from '@/lib/sql'
import { timelineStatements, toTimeline } from './read'

type Place = Record<'street' | 'city' | 'state' | 'zip', string | null>

/** So many entries a statement is made from: it has to have all payments of its job. */
const MOST = 5_000
const TOO_LONG = 'This job has too many entries for a statement. Export its payments instead.'

/**
 * Makes the statement of a job: its payments and what changed its total, the first first, and what was owed after each.
 * @param number as typed into an address
 * @returns null where there is no such job
 */
export async function readStatementPdf(
  orgId: string,
  number: string,
  at: Date,
): Promise<{ bytes: Uint8Array; fileName: string } | { refused: string } | null> {
  const statements = [
    ...jobStatements(orgId, number),
    ...timelineStatements(orgId, idOfJob(orgId, number), MOST),
  ] as const
  const [jobs, customers, documents, amounts, ...rows] = await readForOrg(orgId, statements)
  const job = toJob([jobs, customers, documents, amounts])
  if (!job) return null
  const { entries, isCut } = toTimeline(job, rows, MOST)
  if (isCut) return { refused: TOO_LONG }
  const { org, logo } = await forOrg(orgId, async (tx) => {
    const company = await tx.org.findUniqueOrThrow({ where: { id: orgId }, include: COMPANY_LICENSES })
    return { org: company, logo: await readShownLogo(tx, company) }
  })
  const { customer, balance } = job
  const day = dayOf(at, org.timeZone)
  const bytes = await renderStatement({
    ...{ company: companyFace(org), logo: logo?.png ?? null, day, at },
    customer: { name: customerName(customer), company: customer.company ?? '', address: placeOf(customer) },
    job: { number: job.number, title: job.title, site: placeOf(job) },
    rows: entries
      .filter(
        // What changes the total changes what is owed, too: without it the amounts wouldn't add up.
        ({ about, paidCents, remainingAfterCents }, at) =>
          paidCents !== 0 ||
          (about.kind === 'document' && remainingAfterCents !== (entries[at - 1]?.remainingAfterCents ?? 0)),
      )
      .map(({ at: instant, title, detail, paidCents, remainingAfterCents }) => ({
        ...{ day: dayOf(instant, org.timeZone), what: title, detail: detail ?? '' },
        ...{ amountCents: paidCents === 0 ? null : paidCents, owedCents: remainingAfterCents },
      })),
    ...{ totalCents: balance.totalCents, paidCents: balance.paidCents, owedCents: balance.remainingCents },
  })
  return { bytes, fileName: `statement-job-${job.number}-${day}.pdf` }
}

const placeOf = ({ street, city, state, zip }: Place) => ({
  ...{ street: street ?? '', city: city ?? '', state: state ?? '', zip: zip ?? '' },
})
