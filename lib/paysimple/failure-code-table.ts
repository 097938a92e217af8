/**
 * What PaySimple tells the merchant to do, in short: use another payment method; enter everything, the security code,
 * the PIN or the amount again; check the type of payment; try again now or later; ask the customer or PaySimple. Null:
 * nothing.
 */
export type MerchantAction =
  | 'other_method'
  | 're_enter'
  | 're_enter_code'
  | 're_enter_pin'
  | 're_enter_amount'
  | 'check_type'
  | 'try_again'
  | 'try_later'
  | 'contact_customer'
  | 'contact_support'

/** One line of a processor's table (PS-083). */
export type FailureCode = {
  code: string
  /** For the books and for support, never for the customer: decline-words.ts has what may be said. */
  description: string
  action: MerchantAction | null
  /** Whether the bank declined, as opposed to something failing. */
  isDecline: boolean
  /** The amount that causes this code in PaySimple's sandbox, where the table names one. */
  mockCents: number | null
}

type Row = readonly [
  code: string,
  description: string,
  action: MerchantAction | null,
  more?: { isDecline?: true; mockCents?: number },
]
export const table = (rows: readonly Row[]): readonly FailureCode[] =>
  rows.map(([code, description, action, more]) => ({
    code,
    description,
    action,
    isDecline: more?.isDecline ?? false,
    mockCents: more?.mockCents ?? null,
  }))
