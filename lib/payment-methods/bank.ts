// What can be known of a bank account before anybody is asked. Pure: the dialog and the server check with the same rules.

/** Spaces and dashes, which people type and paste, do not count. */
export const bankDigits = (typed: string): string => typed.replace(/[\s\u00a0–-]/g, '')

// The ABA's checksum: the digits times these, summed, are a multiple of ten.
const WEIGHTS = [3, 7, 1, 3, 7, 1, 3, 7, 1]

/** What is wrong with a routing number, in words, or null (PS-034; ABA Key to Routing Numbers). */
export function routingNumberProblem(typed: string): string | null {
  const digits = bankDigits(typed)
  if (digits === '') return 'Enter the routing number.'
  if (!/^\d+$/.test(digits)) return 'Enter the routing number in digits only.'
  if (digits.length !== 9) return 'A routing number has 9 digits. On a check it is the first number at the bottom left.'
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (WEIGHTS[at] ?? 0), 0)
  if (sum % 10 !== 0 || sum === 0) return 'This is not a routing number: compare each digit with the check.'
  return null
}

/** What is wrong with an account number, in words, or null (PS-034). Banks use 4 to 17 digits. */
export function accountNumberProblem(typed: string, routing: string): string | null {
  const digits = bankDigits(typed)
  if (digits === '') return 'Enter the account number.'
  if (!/^\d+$/.test(digits)) return 'Enter the account number in digits only.'
  if (digits.length < 4) return 'The account number is too short: some digits are missing.'
  if (digits.length > 17) return 'The account number is too long: a check number after it does not belong to it.'
  if (digits === bankDigits(routing)) return 'This is the routing number again. The account number stands after it.'
  return null
}

/**
 * How a bank payment was authorized: the Standard Entry Class of the Nacha Operating Rules, by PaySimple's names
 * (PS-040). A company's account wants Ccd and a customer with a company name (PS-044).
 */
export const SEC_CODES = ['Ppd', 'Ccd', 'Tel', 'Web'] as const
export type SecCode = (typeof SEC_CODES)[number]
export const isSecCode = (text: string | null): text is SecCode => SEC_CODES.some((known) => known === text)

export const SEC_CODE_LABELS: Record<SecCode, { label: string; hint: string }> = {
  Ppd: { label: 'Signed here', hint: 'A personal account; the customer has signed for this payment.' },
  Ccd: { label: 'Company account', hint: 'An account of the customer’s company, agreed to in writing.' },
  Tel: { label: 'By telephone', hint: 'A personal account; agreed to on a recorded call, or confirmed in writing.' },
  Web: { label: 'Online', hint: 'A personal account; agreed to by e-mail or on a website.' },
}
