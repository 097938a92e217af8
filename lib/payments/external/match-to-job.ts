import 'server-only'
import { customerName } from '@/lib/customers/schema'
import type { Tx } from '@/lib/db'
import { contractDocument, contractTotalCents, PRICED } from '@/lib/documents/contract-total'
import { UserError } from '@/lib/errors'
import { lockJobNumber } from '@/lib/locks'
import { formatCents } from '@/lib/money'
import { computeBalance } from '@/lib/payments/rules/balance'
import type { Customer, Job } from '@/prisma/generated/client'
import type { DocumentKind } from '@/prisma/generated/enums'

type Asked = {
  jobNumber: number
  /** Who paid, as PaySimple has it; empty where it does not say. */
  payerName: string
  /** What it will count for on that job, in cents: 0 when it was given back or did not go through. */
  countsCents: number
  /** What somebody has been told is odd about it, in these words, and wants all the same. */
  sure: string | null
}

/**
 * The job that a payment made at PaySimple is to belong to, locked to the commit, so that nothing else is charged on it
 * meanwhile.
 * @returns the job, and the document that such a payment was taken on
 * @throws UserError when there is no such job, and, with what is odd about it for `sure`, while nobody is sure of that
 */
export async function matchToJob(
  tx: Tx,
  orgId: string,
  { jobNumber, payerName, countsCents, sure }: Asked,
): Promise<{ job: Job; takenOn: DocumentKind }> {
  await lockJobNumber(tx, orgId, jobNumber)
  const job = await tx.job.findUnique({
    where: { orgId_number: { orgId, number: jobNumber } },
    include: { customer: true, documents: PRICED, payments: { select: { amountCents: true, status: true } } },
  })
  if (!job) throw new UserError(`There is no job ${jobNumber}.`, { jobNumber: 'There is no such job.' })

  const odd: string[] = []
  if (!isName(payerName, job.customer))
    odd.push(`Job ${jobNumber} is ${customerName(job.customer)}’s, and ${payerName.trim()} paid this.`)
  const totalCents = contractTotalCents(job.documents)
  const { paidCents, checkingCents, owedCents } = computeBalance(totalCents, job.payments)
  if (countsCents > owedCents) {
    const held = checkingCents > 0 ? ` (${formatCents(checkingCents)} is being checked)` : ''
    const owes = contractDocument(job.documents)
      ? `Job ${jobNumber} owes ${formatCents(owedCents)}${held}`
      : `Nothing is agreed on job ${jobNumber} yet, so nothing is owed there${held}`
    const tooMuch = formatCents(paidCents + checkingCents + countsCents - totalCents)
    odd.push(`${owes}: with this it would be paid ${tooMuch} too much.`)
  }
  const question = odd.join(' ')
  if (question && sure !== question)
    throw new UserError(`${question} Press again if that is right.`, { sure: question })
  return { job, takenOn: job.documents.some(({ kind }) => kind === 'agreement') ? 'agreement' : 'proposal' }
}

/** Whether a name at PaySimple is the customer’s or the company’s; an empty one may be anybody’s. */
function isName(name: string, customer: Customer): boolean {
  const plain = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase()
  return ['', customerName(customer), customer.company ?? ''].some((one) => plain(one) === plain(name))
}
