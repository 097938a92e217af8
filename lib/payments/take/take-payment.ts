import 'server-only'
import { fromWhere } from '@/lib/audit/record'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { contractTotalCents, PRICED } from '@/lib/documents/contract-total'
import { report, UserError } from '@/lib/errors'
import { connectPaySimple } from '@/lib/integration/integration'
import { type Admission, refusal } from '@/lib/limits/admit'
import { callWords } from '@/lib/limits/words'
import { lockForCharge } from '@/lib/locks'
import { type Actor, byColumns } from '@/lib/orgs/actor'
import { bringUpToDateMeanwhile, staleRecords } from '@/lib/payment-accounts/bring-up-to-date'
import { NOTED, paysimpleIdOf } from '@/lib/payment-accounts/paysimple-customer'
import { expiryOf, type Holder, readySavedAccount, registerAccount } from '@/lib/payment-accounts/register-account'
import { noteAccountGone, requireSavedAccount } from '@/lib/payment-accounts/saved'
import { BRAND_LABELS } from '@/lib/payment-methods/card'
import { getJobBalance } from '@/lib/payments/counted/job-balance'
import { recordOutcome } from '@/lib/payments/record/record-outcome'
import type { Outcome } from '@/lib/payments/rules/outcome'
import { FIRST_CHECK, SEND_WINDOW } from '@/lib/payments/rules/timing'
import { describeEarlier } from '@/lib/payments/words/dialog/repeat-words'
import { describePayment, type PaymentView, type RepeatQuestion } from '@/lib/payments/words/payment-view'
import { owedMovedProblem, owedProblem } from '@/lib/payments/words/sentences'
import { queueReconcilePayment } from '@/lib/queue/jobs'
import { PasswordNeeded, requirePassword } from '@/lib/sessions/step-up'
import { type Customer, type Payment, type PaySimpleCustomer, Prisma } from '@/prisma/generated/client'
import { ofCustomer, paidDocument, requireAgreed, requireOwnAccount, requireOwnLink } from './by-customer'
import { askForPayment, fieldOf, needsPassword, requireBelowTop, settleCard, waitForCard } from './payment-limits'
import { explainRepeat, newestOf, repeatCandidates } from './repeat-check'
import type { MakePayment } from './schema'
import { sendCharge } from './send-charge'

/**
 * Charges a card or bank account once. The same payment id again never charges again: it returns the first one's
 * outcome. Never throws once the charge may have been sent: the payment is left `unknown` and the worker reconciles it.
 * @returns the payment as the dialog shows it, or, before anything is sent, the question whether a payment like one of
 *   minutes ago is meant; `confirmedRepeatOf` answers it
 * @throws UserError before anything is charged: integration not active, amount above what is owed, id used for another
 *   payment, saved account gone, a limit is met, a customer's link no longer works or what they saw as owed has moved;
 *   PasswordNeeded where it is a large one of a member's
 */
export async function takePayment(context: Actor, input: MakePayment): Promise<PaymentView | RepeatQuestion> {
  const { id: orgId, timeZone } = context.org
  const { begun, sendBefore } = await begin(context, input)
  if ('earlier' in begun) return { state: 'repeat', earlier: describeEarlier(begun.earlier, timeZone) }
  let payment = begun.payment
  if (begun.started) {
    const outcome = await send(begun.started, payment, sendBefore)
    try {
      const settled = settleCard(context, input, outcome)
      payment = await recordOutcome(orgId, payment.id, outcome, 'click')
      await settled
    } catch (error) {
      // The row stays `submitting`, and its check is queued.
      report(error, 'recordOutcome')
    }
  }
  return viewOf(payment, begun.customerId, timeZone)
}

/** A payment as the dialog shows it, with the first payment where PaySimple took this one for a repeat. */
async function viewOf(payment: Payment, customerId: string, timeZone: string): Promise<PaymentView> {
  const repeated = { ...payment, job: { customerId } }
  const isRepeat = payment.reason === 'duplicate' || payment.reason === 'duplicate_check'
  const earlier = isRepeat ? await forOrg(payment.orgId, (tx) => explainRepeat(tx, repeated, timeZone)) : null
  return describePayment(payment, timeZone, now(), earlier)
}

/**
 * What the one request that may charge gets. `accountId` is PaySimple's, of a saved account; `stale` are the customer's
 * records there that aren't up to date; `source` is the card or bank account, charged as its customer may be.
 */
type StartedCharge = Holder & { source: Source; accountId: number | null; stale: PaySimpleCustomer[] }
type Refused = Extract<Admission, { refused: string }>
type BegunPayment =
  | { payment: Payment; customerId: string; started?: StartedCharge }
  | { earlier: Payment }
  | (Refused & { payment?: never })

/** Begins it within its limits. @throws what `takePayment` throws */
async function begin(context: Actor, input: MakePayment) {
  for (let waits = 0; ; waits++) {
    const sendBefore = performance.now() + SEND_WINDOW
    // Counted beside the transaction's beginning, and known before it locks anything.
    const asking = askForPayment(context, input)
    // Of a customer it takes two statements: the second must not wait for a connection that the transaction keeps.
    if (context.role === 'customer') await asking
    const begun = await beginOnce(context, input, asking).catch(async (error) => {
      if ((await asking).refused === null) await settleCard(context, input, null)
      throw error
    })
    if ('refused' in begun) {
      if (await waitForCard(begun, waits)) continue
      throw await refusal(context, begun, (name) => fieldOf(name, input.source))
    }
    if (!('started' in begun) && (await asking).refused === null) await settleCard(context, input, null)
    return { begun, sendBefore }
  }
}

/** Begins it, and where it turns out to be a large one, again once the password was given. */
async function beginOnce(context: Actor, input: MakePayment, asking: Promise<Admission>): Promise<BegunPayment> {
  const attempt = (isPasswordGiven: boolean) =>
    forOrg({ orgId: context.org.id, step: 'begin-payment' }, async (tx) =>
      beginPayment(tx, context, input, await asking, isPasswordGiven),
    )
  try {
    return await attempt(false)
  } catch (error) {
    if (!(error instanceof PasswordNeeded)) throw error
    await requirePassword(context)
    return attempt(true)
  }
}

const FORM_USED = {
  member:
    'This form was already used for another payment. Close it, look at the payments on the Information tab, then open it again.',
  customer: 'This form was already used for another payment. Close it, look at your payments, then open it again.',
}

/** Used by a payment of another job: those of this job have been checked. */
const isIdUsed = (error: unknown) => error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'

/** Writes the row before the call. Only the one request that may charge gets `started`. */
async function beginPayment(
  tx: Tx,
  context: Actor,
  input: MakePayment,
  admission: Admission,
  isPasswordGiven: boolean,
): Promise<BegunPayment> {
  const { org, user, source: from } = context
  const orgId = org.id
  const isCustomer = context.role === 'customer'
  const formUsed = FORM_USED[isCustomer ? 'customer' : 'member']
  const locked = await lockForCharge(tx, orgId, input.jobNumber)
  const at = now()
  const select = repeatCandidates({ id: input.paymentId, amountCents: input.amountCents, createdAt: at })
  const job = await tx.job.findUnique({
    where: { orgId_number: { orgId, number: input.jobNumber } },
    include: {
      customer: { include: { paysimpleCustomers: NOTED, jobs: { select: { id: true, ...select } } } },
      payments: { where: { id: input.paymentId } },
      documents: PRICED,
    },
  })
  if (!job) throw new UserError('This job no longer exists. Reload the page.')
  const { customer } = job
  if (isCustomer) await requireOwnLink(tx, context, job.id)
  const source = isCustomer ? ofCustomer(input.source, customer) : input.source

  const [earlier] = job.payments
  if (earlier) {
    const isOther = earlier.amountCents !== input.amountCents || isOtherData(earlier, input)
    if (isOther || (await isOtherAccount(tx, earlier, source))) throw new UserError(formUsed)
    return { payment: earlier, customerId: customer.id }
  }
  if (admission.refused !== null) return admission
  if (isCustomer) requireAgreed(job.documents)
  requireBelowTop(context, input.amountCents)

  const integration = locked ? await connectPaySimple(tx, orgId) : null
  if (!integration)
    throw new UserError(
      isCustomer
        ? `${org.name} can’t take payments here right now, so nothing was charged. ${callWords(org)} to pay another way.`
        : 'Payments aren’t switched on for your company yet. An admin can switch them on under Settings, Integration.',
    )

  const balance = await getJobBalance(tx, orgId, job.id, contractTotalCents(job.documents))
  // Of a customer: who pays what they saw knows nothing of a change order or of what somebody else has paid since.
  const hasMoved = isCustomer && input.seenOwedCents !== balance.owedCents
  if (hasMoved || input.amountCents > balance.owedCents) {
    const message = hasMoved ? owedMovedProblem(balance) : owedProblem(balance)
    throw new UserError(message, { amount: message })
  }

  const { merchantKey } = integration
  const account = await describeSource(tx, source, customer, merchantKey)
  if (isCustomer && source.method === 'saved') await requireOwnAccount(tx, context, source.accountId)
  // Who is at a link is asked about nothing of another job.
  const asked = newestOf(customer.jobs.filter(({ id }) => !isCustomer || id === job.id))
  if (asked && asked.id !== input.confirmedRepeatOf) return { earlier: asked }

  const { accountId, ...columns } = account
  const { memberId: takenById, linkId } = byColumns(context)
  if (!isPasswordGiven && (await needsPassword(tx, context, input, { job, admission, accountId })))
    throw new PasswordNeeded()
  const creating = tx.payment.create({
    data: {
      orgId,
      id: input.paymentId,
      jobId: job.id,
      takenOn: isCustomer ? paidDocument(job.documents) : input.takenOn,
      amountCents: input.amountCents,
      jobTotalCents: balance.totalCents,
      status: 'submitting',
      ...columns,
      payerName: input.payerName,
      saveAccount: input.saveAccount,
      cardExpiry: input.saveAccount && source.method === 'card' ? expiryOf(source.card.expiry) : null,
      receiptEmail: input.receiptEmail || null,
      ...{ takenById, linkId },
      takenByName: user.name,
      orderId: input.paymentId,
      merchantKey,
      createdAt: at,
      claimedAt: at,
      sendBy: new Date(at.getTime() + SEND_WINDOW),
    },
  })
  const payment = await creating.catch((error) => {
    throw isIdUsed(error) ? new UserError(formUsed) : error
  })
  const actor = { actorId: takenById, actorName: user.name }
  await tx.paymentEvent.create({
    data: { orgId, paymentId: payment.id, at, to: 'submitting', source: 'click', ...actor, ...fromWhere(from) },
  })
  await queueReconcilePayment(tx, payment, { inMs: FIRST_CHECK })
  const paysimpleCustomerId = paysimpleIdOf(customer.paysimpleCustomers, merchantKey)
  const stale = staleRecords(customer.paysimpleCustomers, merchantKey, customer)
  const started = { ...integration, customer, paysimpleCustomerId, source, accountId, stale }
  return { payment, customerId: customer.id, started }
}

type Source = MakePayment['source']

/** Whether the same payment id came with another card or bank account. */
async function isOtherAccount(tx: Tx, { orgId, ...earlier }: Payment, source: Source): Promise<boolean> {
  if (source.method !== 'saved') return !numberOf(source).endsWith(earlier.lastFour)
  const account = await tx.paymentAccount.findUnique({ where: { orgId_id: { orgId, id: source.accountId } } })
  return account?.lastFour !== earlier.lastFour || account.method !== earlier.method
}

/** Whether it came with other words: for a payment that was begun they would be lost without one. */
const isOtherData = (earlier: Payment, { payerName, receiptEmail, saveAccount }: MakePayment) =>
  earlier.payerName !== payerName ||
  earlier.receiptEmail !== (receiptEmail || null) ||
  earlier.saveAccount !== saveAccount

const numberOf = (source: Exclude<Source, { method: 'saved' }>) =>
  source.method === 'card' ? source.card.number : source.bank.accountNumber

/** What the row keeps of the card or bank account; of a saved one also PaySimple's AccountId. @throws UserError when it is gone */
async function describeSource(tx: Tx, source: Source, customer: Customer, merchantKey: string) {
  if (source.method === 'saved') {
    const { method, label, lastFour, paysimpleId } = await requireSavedAccount(
      tx,
      customer,
      merchantKey,
      source.accountId,
    )
    const secCode = method === 'bank' ? source.secCode : null
    requireCompany(secCode, customer)
    return { method, accountLabel: label, lastFour, secCode, accountId: Number(paysimpleId) }
  }
  const number = numberOf(source)
  // The last four of a four-digit bank account would be all of it.
  const lastFour = number.slice(number.length > 4 ? -4 : -3)
  if (source.method === 'card')
    return {
      method: source.method,
      accountLabel: BRAND_LABELS[source.card.brand],
      lastFour,
      secCode: null,
      accountId: null,
    }
  const { bank, secCode } = source
  requireCompany(secCode, customer)
  const accountLabel = `${bank.bankName} ${bank.isChecking ? 'checking' : 'savings'}`
  return { method: source.method, accountLabel, lastFour, secCode, accountId: null }
}

/** PaySimple charges a company account only for a customer with a company name (PS-044). @throws UserError without one */
function requireCompany(secCode: string | null, { company }: Customer): void {
  if (secCode === 'Ccd' && !company)
    throw new UserError(
      'A company account can pay only for a customer with a company name. Add the name to the customer first.',
      {
        secCode: 'Add the company’s name to the customer first, or choose another way the customer agreed.',
      },
    )
}

/** Makes the account ready (most saved ones are), then sends exactly one POST /v4/payment. Never throws. */
async function send(started: StartedCharge, payment: Payment, sendBefore: number): Promise<Outcome> {
  const { source } = started
  const outcome = await sendCharge(started.paysimple, payment, {
    prepare: () => prepare(started, payment),
    ...(source.method === 'card' && { securityCode: source.card.securityCode }),
    secrets: secretsOf(source),
    sendBefore,
  })
  if (source.method === 'saved' && outcome.reason === 'account_gone')
    await noteAccountGone(payment.orgId, source.accountId).catch((error) => report(error, 'noteAccountGone'))
  return outcome
}

/**
 * Makes the account ready, and brings the customer's record up to date beside it where the dialog hasn't yet. A company
 * account's own call writes the same record, so it comes after.
 */
async function prepare(started: StartedCharge, { secCode }: Payment): Promise<number> {
  const { source } = started
  const update = bringUpToDateMeanwhile(started, started.customer, started.stale)
  if (secCode === 'Ccd') await update
  const ready =
    source.method === 'saved'
      ? readySavedAccount(started, started.accountId ?? 0, secCode)
      : registerAccount(started, source)
  const [accountId] = await Promise.all([ready, update])
  return accountId
}

function secretsOf(source: Source): string[] {
  if (source.method === 'saved') return []
  return source.method === 'card' ? [source.card.number, source.card.securityCode] : [source.bank.accountNumber]
}
