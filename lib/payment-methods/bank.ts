// What can be checked of a bank account without asking anybody. Pure: the dialog and the server use the same rules.

/** The digits of what was typed: spaces and dashes don't count. */
export const bankDigits = (typed: string): string => typed.replace(/[\s\u00a0–-]/g, '')

// The ABA's checksum: the digits times these weights add up to a multiple of ten.
const WEIGHTS = [3, 7, 1, 3, 7, 1, 3, 7, 1]

/** The problem with a routing number, in words, or null (PS-034; ABA Key to Routing Numbers). */
export function routingNumberProblem(typed: string): string | null {
  const digits = bankDigits(typed)
  if (digits === '') return 'Enter the routing number.'
  if (!/^\d+$/.test(digits)) return 'Enter the routing number in digits only.'
  if (digits.length !== 9) return 'A routing number has 9 digits. On a check it is the first number at the bottom left.'
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (WEIGHTS[at] ?? 0), 0)
  if (sum % 10 !== 0 || sum === 0) return 'That’s not a routing number. Compare each digit with the check.'
  return null
}

/** The problem with an account number, in words, or null (PS-034). Banks use 4 to 17 digits. */
export function accountNumberProblem(typed: string, routing: string): string | null {
  const digits = bankDigits(typed)
  if (digits === '') return 'Enter the account number.'
  if (!/^\d+$/.test(digits)) return 'Enter the account number in digits only.'
  if (digits.length < 4) return 'The account number is too short. Some digits are missing.'
  if (digits.length > 17) return 'The account number is too long. Leave out the check number after it.'
  if (digits === bankDigits(routing)) return 'That’s the routing number again. The account number comes after it.'
  return null
}

/**
 * The SEC code of a bank payment: how it was authorized, by the Standard Entry Classes of the Nacha Operating Rules, in
 * PaySimple's spelling (PS-040). A company account needs Ccd and a customer with a company name (PS-044).
 */
export const SEC_CODES = ['Ppd', 'Ccd', 'Tel', 'Web'] as const
export type SecCode = (typeof SEC_CODES)[number]
export const isSecCode = (text: string | null): text is SecCode => SEC_CODES.some((known) => known === text)

export const SEC_CODE_LABELS: Record<SecCode, { label: string; hint: string }> = {
  Ppd: { label: 'Signed form', hint: 'A personal account. The customer signed an authorization form.' },
  Ccd: { label: 'Company account', hint: 'The customer’s company account. The company agreed in writing.' },
  Tel: {
    label: 'By phone',
    hint: 'A personal account. The customer agreed on a recorded call, or you confirmed it in writing.',
  },
  Web: { label: 'Online', hint: 'A personal account. The customer agreed by email or on a website.' },
}
