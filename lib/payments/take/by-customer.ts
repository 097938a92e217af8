import 'server-only'
import type { OpenLink } from '@/lib/customer-links/read-link'
import { LINK_OVER } from '@/lib/customer-links/ways'
import type { Tx } from '@/lib/db'
import { isAgreedTo } from '@/lib/documents/contract-total'
import { UserError } from '@/lib/errors'
import type { Actor } from '@/lib/orgs/actor'
import { MAX_NAME } from '@/lib/typed-text'
import type { Customer } from '@/prisma/generated/client'
import type { DocumentKind } from '@/prisma/generated/enums'
import type { PaymentForm } from './payment-form'
import type { MakePayment } from './schema'

// What is decided here where a customer pays by their link, and a member would say it.

type Source = MakePayment['source']

/** A customer pays the job of their own link alone, and only while it works. @throws UserError */
export async function requireOwnLink(tx: Tx, { org, user }: Actor, jobId: string): Promise<void> {
  const link = await tx.customerLink.findUnique({
    where: { orgId_id: { orgId: org.id, id: user.id } },
    select: { jobId: true, revokedAt: true, expiresAt: true },
  })
  // By the real clock, as the database compares it.
  const works = link?.jobId === jobId && link.revokedAt === null && link.expiresAt.getTime() > Date.now()
  if (!works) throw new UserError(LINK_OVER)
}

/** Nobody pays by a link for what they haven't said yes to. @throws UserError */
export function requireAgreed(documents: Parameters<typeof isAgreedTo>[0]): void {
  if (isAgreedTo(documents)) return
  const message =
    'This can’t be paid yet: it isn’t accepted or signed, or that has changed. Close this and look again. Nothing was charged.'
  throw new UserError(message, { amount: message })
}

/** From a customer's own device a bank account is charged as authorized online, and a company's as a company's. */
export const ofCustomer = (source: Source, { company }: Customer): Source =>
  source.method === 'card' ? source : { ...source, secCode: company ? 'Ccd' : 'Web' }

/** The document that a customer's payment is for. */
export const paidDocument = (documents: readonly { kind: DocumentKind }[]): 'agreement' | 'proposal' =>
  documents.some(({ kind }) => kind === 'agreement') ? 'agreement' : 'proposal'

/** The form as a customer's own page opens it: filled in with who the link is for. */
export function openedBy({ name, email }: Pick<OpenLink, 'name' | 'email'>, form: PaymentForm): PaymentForm {
  const { prefill } = form
  return {
    ...form,
    prefill: { ...prefill, payerName: name.slice(0, MAX_NAME), receiptEmail: email ?? prefill.receiptEmail },
  }
}
