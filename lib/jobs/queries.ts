import 'server-only'
import { cache } from 'react'
import { forOrg, type Tx } from '@/lib/db'
import { contractDocument, contractTotalCents, PRICED } from '@/lib/documents/contract-total'
import { getJobBalance, getJobBalances } from '@/lib/payments/counted/job-balance'
import { escapeLike, PAGE_SIZE, searchWords } from '@/lib/search'
import type { Prisma } from '@/prisma/generated/client'

const LISTED = {
  id: true,
  number: true,
  title: true,
  street: true,
  city: true,
  state: true,
  zip: true,
  customer: { select: { id: true, firstName: true, lastName: true, company: true } },
  documents: PRICED,
} as const

/**
 * Matches when every word is in the customer's name or company, the title or the site's address, or is the job's
 * number.
 */
export function jobSearch(query: string): Prisma.JobWhereInput {
  return {
    AND: searchWords(query).map((word) => {
      const found = { contains: escapeLike(word), mode: 'insensitive' } as const
      return {
        OR: [
          { customer: { OR: [{ firstName: found }, { lastName: found }, { company: found }] } },
          { title: found },
          { street: found },
          { city: found },
          { state: { equals: word.toUpperCase() } },
          { zip: found },
          ...(/^\d{1,9}$/.test(word) ? [{ number: Number(word) }] : []),
        ],
      }
    }),
  }
}

async function withBalances(tx: Tx, orgId: string, where: Prisma.JobWhereInput, page: number, take: number) {
  const jobs = await tx.job.findMany({
    where: { orgId, ...where },
    select: LISTED,
    orderBy: { number: 'desc' },
    skip: (page - 1) * take,
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
 * all.
 */
export const listJobs = (orgId: string, query: string, page = 1) =>
  forOrg(orgId, async (tx) => ({
    jobs: await withBalances(tx, orgId, jobSearch(query), page, PAGE_SIZE),
    total: await tx.job.count({ where: { orgId, ...jobSearch(query) } }),
  }))

/** Returns a customer's newest hundred jobs, newest first. */
export const listCustomerJobs = (orgId: string, customerId: string) =>
  forOrg(orgId, (tx) => withBalances(tx, orgId, { customerId }, 1, 100))

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
