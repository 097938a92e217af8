import 'server-only'
import { cache } from 'react'
import { forOrg, type Tx } from '@/lib/db'
import { contractDocument, contractTotalCents, PRICED } from '@/lib/documents/contract-total'
import { FIRST_PAGE, type Page, type PageRequest, pageWithin } from '@/lib/pages'
import { getJobBalance, getJobBalances } from '@/lib/payments/counted/job-balance'
import type { Prisma } from '@/prisma/generated/client'
import { jobSearch } from './job-search'

const LISTED = {
  id: true,
  number: true,
  title: true,
  street: true,
  city: true,
  state: true,
  zip: true,
  archivedAt: true,
  customer: { select: { id: true, firstName: true, lastName: true, company: true } },
  documents: PRICED,
} as const

type Part = { skip: number; take: number }

async function withBalances(tx: Tx, orgId: string, where: Prisma.JobWhereInput, { skip, take }: Part) {
  const jobs = await tx.job.findMany({
    where: { orgId, ...where },
    select: LISTED,
    orderBy: { number: 'desc' },
    skip,
    take,
  })
  const priced = jobs.map(({ documents, ...job }) => ({ documents, job, totalCents: contractTotalCents(documents) }))
  const balances = await getJobBalances(
    tx,
    orgId,
    priced.map(({ job, totalCents }) => ({ id: job.id, totalCents })),
  )
  return priced.flatMap(({ documents, job }) => {
    const contract = contractDocument(documents)
    const balance = balances.get(job.id)
    return balance ? [{ ...job, contract: contract && { kind: contract.kind, stage: contract.stage }, balance }] : []
  })
}

/**
 * Returns one page of an organization's jobs, newest first, with what's owed on each (cents), and how many match in
 * all. The mark of its pages is the number of the newest job. `narrowed` narrows the list further.
 */
export const listJobs = (
  orgId: string,
  query: string,
  { page: asked, upTo }: PageRequest = FIRST_PAGE,
  narrowed: Prisma.JobWhereInput = {},
) =>
  forOrg(orgId, async (tx): Promise<Page & { jobs: Awaited<ReturnType<typeof withBalances>> }> => {
    const numbered = asked > 1 && upTo !== null ? { number: { lte: Math.min(upTo, 2_147_483_647) } } : {}
    const where = { AND: [await jobSearch(tx, orgId, query), narrowed, numbered] }
    const found = await tx.job.aggregate({ where: { orgId, ...where }, _count: true, _max: { number: true } })
    const { page, ...part } = pageWithin(asked, found._count)
    return { jobs: await withBalances(tx, orgId, where, part), page, total: found._count, upTo: found._max.number }
  })

/** Returns a customer's newest hundred jobs, newest first. */
export const listCustomerJobs = (orgId: string, customerId: string) =>
  forOrg(orgId, (tx) => withBalances(tx, orgId, { customerId }, { skip: 0, take: 100 }))

export type ListedJob = Awaited<ReturnType<typeof listJobs>>['jobs'][number]

/**
 * Returns a job by its number, with its customer, its documents and their lines, and what's owed on it (cents), or
 * null. Read once per request: layout, page and metadata share it.
 */
export const getJob = cache(async (orgId: string, number: string) => {
  if (!/^[1-9]\d{0,8}$/.test(number)) return null
  return forOrg(orgId, async (tx) => {
    const job = await tx.job.findUnique({
      where: { orgId_number: { orgId, number: Number(number) } },
      include: {
        customer: true,
        documents: { include: { items: { orderBy: { position: 'asc' } } } },
      },
    })
    return job && { ...job, balance: await getJobBalance(tx, orgId, job.id, contractTotalCents(job.documents)) }
  })
})

export type JobView = NonNullable<Awaited<ReturnType<typeof getJob>>>

/** Returns where a job's receipts go and whom to call: the job's own contact, else the customer's. */
export const jobContact = (job: JobView) => ({
  email: job.contactEmail ?? job.customer.email,
  phone: job.contactPhone ?? job.customer.phone,
})
