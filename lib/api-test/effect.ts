import { formatCents } from '@/lib/money'
import { findRoute, isNewPayment, mayMoveMoney } from './routes'
import { type TestCall, takesBody } from './schema'

// What a call of the API Test Tool would do, as far as its method, URI and body say. Pure: the page and the server read it
// the same way. What is read here is kept, so it's never a card number, a security code or anything else of the body.

export type CallEffect = {
  /** The amounts in the body, under PaySimple's names. */
  amounts: { name: string; cents: number }[]
  /** PaySimple's number of the account that is charged. */
  accountId: string | null
  /** PaySimple's number of the payment that is voided or refunded. */
  paymentId: string | null
  /** The last four digits of the card or bank account that is added or changed. */
  lastFour: string | null
  /** Why it isn't sent: what it moves can't be read. */
  problem: string | null
}

const AMOUNTS = ['Amount', 'PaymentAmount', 'FirstPaymentAmount', 'TotalDueAmount']
const NUMBERS = ['CreditCardNumber', 'AccountNumber']
const MONEY = /^(\d{1,9})(?:\.(\d)(\d)?0*)?$/
// Shorter than any card number.
const ID = /^\d{1,12}$/

/** The members of a body by their lower-case names, as PaySimple reads them; null where it isn't one object. */
function readMembers(body: string): Map<string, unknown[]> | null {
  if (body.trim() === '') return new Map()
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const members = new Map<string, unknown[]>()
  for (const [name, each] of Object.entries(value)) {
    const key = name.toLowerCase()
    members.set(key, [...(members.get(key) ?? []), each])
  }
  return members
}

const isLeftOut = (value: unknown) => value === undefined || value === null || value === ''

/** Reads what a call would do. */
export function effectOf({ method, path, body }: Pick<TestCall, 'method' | 'path' | 'body'>): CallEffect {
  const effect: CallEffect = { amounts: [], accountId: null, paymentId: null, lastFour: null, problem: null }
  effect.paymentId = /^\/v4\/payment\/(\d{1,12})\/(?:void|reverse)\/?$/i.exec(path.trim())?.[1] ?? null
  if (!takesBody(method)) return effect
  const isMoney = mayMoveMoney(method, path)
  const unreadable = (what: string) => {
    if (isMoney) effect.problem ??= `Plumbline can’t read ${what}, so it doesn’t send the call: it keeps what it moves.`
  }
  const members = readMembers(body)
  if (!members) {
    unreadable('the request body as one object')
    return effect
  }
  /** The one value of a member, under whatever spelling. */
  const memberOf = (name: string): unknown => {
    const values = members.get(name.toLowerCase()) ?? []
    if (values.length > 1) unreadable(`${name}, which is there twice`)
    return values[0]
  }
  for (const name of AMOUNTS) {
    const value = memberOf(name)
    if (isLeftOut(value)) continue
    const [, dollars, tenths = '0', hundredths = '0'] =
      MONEY.exec(typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '') ?? []
    if (dollars === undefined) unreadable(name)
    else effect.amounts.push({ name, cents: Number(dollars) * 100 + Number(tenths + hundredths) })
  }
  const account = memberOf('AccountId')
  if (!isLeftOut(account)) {
    if (ID.test(String(account))) effect.accountId = String(account)
    else unreadable('AccountId')
  }
  for (const name of NUMBERS) {
    const digits = String(memberOf(name) ?? '').replace(/\D/g, '')
    if (digits.length >= 8) effect.lastFour = digits.slice(-4)
  }
  return effect
}

/** What is known here of the account that is charged, or of the payment that is voided or refunded. */
export type KnownTarget = {
  /** "Visa" */
  label: string
  lastFour: string
  amountCents: number | null
}

/**
 * What a call would do in words, without what a person typed: "Amount $123.45", "Account 390107, Visa ending in 1111".
 * Empty where it only reads, or moves nothing that can be named.
 */
export function effectWords(effect: CallEffect, known: KnownTarget | null): string[] {
  const { amounts, accountId, paymentId, lastFour } = effect
  const about = known ? [known.label, known.lastFour && `ending in ${known.lastFour}`].filter(Boolean).join(' ') : null
  const also = about ? `, ${about}` : ''
  return [
    ...amounts.map(({ name, cents }) => `${name} ${formatCents(cents)}`),
    ...(paymentId && known?.amountCents != null ? [`Amount ${formatCents(known.amountCents)}`] : []),
    ...(accountId ? [`Account ${accountId}${also}`] : []),
    ...(paymentId ? [`Payment ${paymentId}${also}`] : []),
    ...(lastFour ? [`Number ending in ${lastFour}`] : []),
  ]
}

/** What is said before a call is sent that changes something. */
export function consequenceWords({ method, path }: Pick<TestCall, 'method' | 'path'>): string {
  if (isNewPayment(method, path))
    return 'Nobody checks it against a job or for a repeat. It’s listed under Payments as made with the API Test Tool by you, until somebody links it to a job.'
  return mayMoveMoney(method, path)
    ? 'Plumbline doesn’t record a payment, void or refund made here until its next sync with PaySimple.'
    : 'Plumbline doesn’t pick up what you change here.'
}

/** The route in the words of the list, or the call itself. */
export const titleOf = ({ method, path }: Pick<TestCall, 'method' | 'path'>): string =>
  findRoute(method, path)?.does ?? `Send this ${method}`
