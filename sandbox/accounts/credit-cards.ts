/** Card accounts (PS-030 to PS-033, PS-035). Reading, defaults and deleting are in accounts.ts. */
import { findCustomer, foreignCustomer, goneCustomer } from '../customers/customers.ts'
import type { Call } from '../http/call.ts'
import { type Answer, fail, invalid, notFound, ok } from '../http/envelope.ts'
import { type Fields, fieldsOf } from '../http/fields.ts'
import { ISSUERS, type IssuerName } from '../store/enumerations.ts'
import type { CardAccount } from '../store/rows.ts'
import { cutTicks, toTicks } from '../time/calendar.ts'
import { accountsOfKind, deletedAccount, findAccount, takeDefaultFrom } from './accounts.ts'
import { wireAccount } from './wire.ts'

/** Lengths and leading digits of each issuer, including Mastercard's 2-series and the issuers' 19-digit numbers. */
const NUMBER_OF: Record<IssuerName, RegExp> = {
  Visa: /^4\d{15}(\d{3})?$/,
  Master: /^(5[1-5]\d{14}|(222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12})$/,
  Amex: /^3[47]\d{13}$/,
  Discover: /^(6011\d{2}|65\d{4}|64[4-9]\d{3}|622(12[6-9]|1[3-9]\d|[2-8]\d{2}|9[01]\d|92[0-5]))\d{10}(\d{3})?$/,
}

/** PS-030 to PS-033. */
export function createCard({ app, client, body }: Call): Answer {
  const { store } = app
  const fields = fieldsOf(body)
  fields.refuseId()
  const CustomerId = fields.int('CustomerId')
  const number = fields.requiredText('CreditCardNumber').trim()
  const Issuer = readIssuer(fields)
  const issuerKnown = Issuer !== null || fields.errors.some((error) => error.Field === 'Issuer')
  if (!issuerKnown) fields.error('Issuer', 'The Issuer field is required.')
  if (Issuer && number !== '' && !(NUMBER_OF[Issuer].test(number) && passesLuhn(number))) {
    fields.error('', `The credit card number you entered is not valid for type ${Issuer}`)
  }
  const ExpirationDate = readExpiration(fields)
  const BillingZipCode = readZip(fields)
  const wantsDefault = fields.bool('IsDefault')
  const found = findCustomer({ app, client }, CustomerId)
  if ('refused' in found) fields.error('', foreignCustomer(CustomerId))
  if (fields.errors.length > 0 || 'refused' in found || !Issuer) return fail(400, 'InvalidInput', fields.errors)
  if (found.row.deleted) return notFound(goneCustomer(CustomerId))

  const now = toTicks(app.clock.now())
  const cards = accountsOfKind(store, CustomerId, 'card')
  const fingerprint = app.fingerprint(number)
  const known = cards.find((card) => card.fingerprint === fingerprint)
  if (known) {
    // PS-033: the same card is the same account, with the new date.
    Object.assign(known, { ExpirationDate, LastModified: now })
    store.commit(['account', known])
    return ok(wireAccount(known, now, cutTicks(known.CreatedOn)), 201)
  }
  const IsDefault = wantsDefault || !cards.some((card) => card.IsDefault)
  const row: CardAccount = {
    kind: 'card',
    client,
    deleted: false,
    fingerprint,
    CreditCardNumber: number.slice(-4).padStart(number.length, '*'),
    ExpirationDate,
    Issuer,
    BillingZipCode,
    CustomerId,
    IsDefault,
    Id: store.takeId('account'),
    LastModified: now,
    CreatedOn: now,
  }
  store.commit(['account', row], ...(IsDefault ? takeDefaultFrom(cards, now) : []))
  return ok(wireAccount(row, now, now), 201)
}

/** The document gives two of them longer names beside their numbers, and clients send those, too. */
const LONG_NAMES: Record<string, IssuerName> = { mastercard: 'Master', americanexpress: 'Amex' }

function readIssuer(fields: Fields): IssuerName | null {
  const sent = fields.member('Issuer')
  const letters = typeof sent === 'string' ? sent.replace(/[\s-]+/g, '').toLowerCase() : ''
  return fields.oneOf('Issuer', ISSUERS, Object.hasOwn(LONG_NAMES, letters) ? LONG_NAMES[letters] : sent)
}

/**
 * PS-035: changes only the expiration date and the ZIP code; ignores everything else, such as a masked number. What is
 * left out stays as it is. A null clears the ZIP code; a card always has a date.
 */
export function updateCard(call: Call): Answer {
  const fields = fieldsOf(call.body)
  const id = fields.int('Id')
  const found = findAccount(call, 'card', id)
  if ('refused' in found) return found.refused
  if (found.row.deleted) return invalid(deletedAccount(id))
  const { row } = found
  const ExpirationDate = fields.has('ExpirationDate') ? readExpiration(fields) : row.ExpirationDate
  const BillingZipCode = fields.has('BillingZipCode') ? readZip(fields) : row.BillingZipCode
  if (fields.errors.length > 0) return fail(400, 'InvalidInput', fields.errors)
  Object.assign(row, { ExpirationDate, BillingZipCode, LastModified: toTicks(call.app.clock.now()) })
  call.app.store.commit(['account', row])
  return ok(wireAccount(row, row.LastModified, cutTicks(row.CreatedOn)))
}

/**
 * As MM/YYYY; a month of one digit is accepted, because some clients send the number. Accepts an expired card, as the
 * document's test cards are. The processor checks the date when charging.
 */
function readExpiration(fields: Fields): string {
  const text = fields.requiredText('ExpirationDate', {
    valid: (sent) => /^(0?[1-9]|1[0-2])\/\d{4}$/.test(sent.trim()),
    invalid: 'ExpirationDate must be a valid date in the format of MM/YYYY.',
  })
  return text.trim().padStart('MM/YYYY'.length, '0')
}

const readZip = (fields: Fields) => fields.text('BillingZipCode', { max: 10 }) || null

function passesLuhn(number: string): boolean {
  let sum = 0
  for (let at = 0; at < number.length; at++) {
    const digit = Number(number.at(-1 - at))
    const doubled = at % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
