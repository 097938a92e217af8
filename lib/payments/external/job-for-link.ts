import 'server-only'
import { customerName } from '@/lib/customers/schema'
import type { Tx } from '@/lib/db'
import type { ContractKind } from '@/lib/documents/contract-total'
import { contractDocument, contractTotalCents, PRICED } from '@/lib/documents/contract-total'
import { UserError } from '@/lib/errors'
import { lockJobNumber } from '@/lib/locks'
import { formatCents } from '@/lib/money'
import { getJobBalance } from '@/lib/payments/counted/job-balance'
import type { Customer, Job } from '@/prisma/generated/client'

type ConfirmRequest = {
  jobNumber: number
  /** The payer's name at PaySimple; empty where it has none. */
  payerName: string
  /** What it will count for on that job, in cents: 0 when it was voided, refunded or declined. */
  countsCents: number
  /** The question that the person was asked and answered with yes, word for word. */
  sure: string | null
}

/**
 * Finds the job for an external payment and locks it until the commit, so that nothing else is charged on it.
 * @returns the job, its total in cents, and the document that the payment was taken on
 * @throws UserError when there is no such job, and when the match is odd (another customer, too much) and `sure` is not
 *   that question; the question is then in its field `sure`
 */
export async function matchToJob(
  tx: Tx,
  orgId: string,
  { jobNumber, payerName, countsCents, sure }: ConfirmRequest,
): Promise<{ job: Job; takenOn: ContractKind; totalCents: number }> {
  await lockJobNumber(tx, orgId, jobNumber)
  const job = await tx.job.findUnique({
    where: { orgId_number: { orgId, number: jobNumber } },
    include: { customer: true, documents: PRICED },
  })
  if (!job)
    throw new UserError(`There is no job ${jobNumber}. Check the number.`, { jobNumber: 'There is no such job.' })

  const odd: string[] = []
  if (!isName(payerName, job.customer))
    odd.push(`Job ${jobNumber} is ${customerName(job.customer)}’s, but ${payerName.trim()} paid this.`)
  const totalCents = contractTotalCents(job.documents)
  const { paidCents, checkingCents, owedCents } = await getJobBalance(tx, orgId, job.id, totalCents)
  if (countsCents > owedCents) {
    const held = checkingCents > 0 ? ` (Plumbline is still checking ${formatCents(checkingCents)})` : ''
    const owes = contractDocument(job.documents)
      ? `The balance due on job ${jobNumber} is ${formatCents(owedCents)}${held}`
      : `Job ${jobNumber} has no total yet${held}`
    const tooMuch = formatCents(paidCents + checkingCents + countsCents - totalCents)
    odd.push(`${owes}, so this overpays it by ${tooMuch}.`)
  }
  const question = odd.join(' ')
  if (question && sure !== question) throw new UserError(question, { sure: question })
  const takenOn = job.documents.some(({ kind }) => kind === 'agreement') ? 'agreement' : 'proposal'
  return { job, takenOn, totalCents }
}

/** Whether a name at PaySimple is the customer's or the company's. An empty one may be anybody's. */
function isName(name: string, customer: Customer): boolean {
  const plain = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase()
  return ['', customerName(customer), customer.company ?? ''].some((one) => plain(one) === plain(name))
}
