import 'server-only'
import type { LinkContext } from '@/lib/customer-links/read-link'
import { LINK_OVER } from '@/lib/customer-links/ways'
import { forOrg, type Tx } from '@/lib/db'
import { isAgreedTo } from '@/lib/documents/contract-total'
import { UserError } from '@/lib/errors'
import type { Actor } from '@/lib/orgs/actor'
import { BLOCKED_FOR_CUSTOMERS } from '@/lib/payments/words/dialog/blocked-words'
import { MAX_NAME } from '@/lib/typed-text'
import type { Customer } from '@/prisma/generated/client'
import type { DocumentKind } from '@/prisma/generated/enums'
import { loadPaymentForm, type PaymentForm } from './payment-form'
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

/**
 * The saved accounts that somebody at a link may use, by their ids: those that were saved with a payment at a link of the
 * same person. A customer's record may be of several people with several jobs, and whoever has a link has no password: they
 * neither see nor charge what another one of them saved, or the company for them.
 */
export async function ownAccounts(tx: Tx, { org, user }: Actor): Promise<Set<string>> {
  const orgId = org.id
  const link = await tx.customerLink.findUnique({
    where: { orgId_id: { orgId, id: user.id } },
    select: { email: true, job: { select: { customerId: true } } },
  })
  if (!link) return new Set()
  const { email, job } = link
  const { customerId } = job
  const jobs = await tx.job.findMany({
    where: { orgId, customerId },
    select: {
      links: { where: email === null ? { id: user.id } : { email }, select: { id: true } },
      payments: {
        where: { linkId: { not: null }, saveAccount: true },
        select: { linkId: true, merchantKey: true, paysimpleAccountId: true },
      },
    },
  })
  const links = new Set(jobs.flatMap((each) => each.links.map(({ id }) => id)))
  const keyOf = (merchantKey: string, paysimpleId: string | null) => `${merchantKey} ${paysimpleId}`
  const saved = new Set(
    jobs
      .flatMap(({ payments }) => payments)
      .filter(({ linkId }) => linkId !== null && links.has(linkId))
      .map(({ merchantKey, paysimpleAccountId }) => keyOf(merchantKey, paysimpleAccountId)),
  )
  const accounts = await tx.paymentAccount.findMany({
    where: { orgId, customerId, removedAt: null },
    select: { id: true, merchantKey: true, paysimpleId: true },
  })
  return new Set(
    accounts.filter(({ merchantKey, paysimpleId }) => saved.has(keyOf(merchantKey, paysimpleId))).map(({ id }) => id),
  )
}

/** @throws UserError where a saved account isn't theirs */
export async function requireOwnAccount(tx: Tx, context: Actor, accountId: string): Promise<void> {
  if ((await ownAccounts(tx, context)).has(accountId.toLowerCase())) return
  throw new UserError(
    'This card or bank account isn’t saved for you. Choose another one, or enter it again. Nothing was charged.',
    { savedAccountId: 'Not saved for you.' },
  )
}

/** The form as a customer's own page opens it: filled in with who the link is for, with the accounts that are theirs. */
export async function loadCustomerForm(context: LinkContext): Promise<PaymentForm> {
  const { org, link } = context
  const form = await loadPaymentForm(org.id, link.job.number, BLOCKED_FOR_CUSTOMERS)
  const own = form.savedAccounts.length > 0 ? await forOrg(org.id, (tx) => ownAccounts(tx, context)) : new Set()
  return {
    ...form,
    savedAccounts: form.savedAccounts.filter(({ id }) => own.has(id)),
    prefill: {
      ...form.prefill,
      payerName: link.name.slice(0, MAX_NAME),
      receiptEmail: link.email ?? form.prefill.receiptEmail,
    },
  }
}
