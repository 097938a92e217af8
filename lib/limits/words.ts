import { formatPhone } from '@/lib/contact'
import { waitInWords } from '@/lib/security/limits'
import { type LimitName, type LimitRule, limitRule } from './table'

// What people read about limits.

/** How much a limit lets in at a company. */
export const mostOf = (rule: LimitRule, factor: number): number => rule.most * factor

type Company = { name?: string; phone?: string | null }

/** Whom a customer calls: "Call Summit Ridge at (303) 555-0100". */
export const callWords = ({ name, phone }: Company): string =>
  `Call ${name ?? 'your contractor'}${phone ? ` at ${formatPhone(phone)}` : ''}`

const count = (most: number) => most.toLocaleString('en-US')

/**
 * What a person reads who meets a limit: which, what it did to what they asked for, when it ends, and who ends it sooner.
 * @param seconds until it ends by itself
 * @param nothing that nothing was done, in the words of what was asked for: "Nothing was charged."
 * @param company whom a customer calls; null for a member
 */
export function limitWords(
  name: LimitName,
  factor: number,
  seconds: number,
  nothing: string,
  company: Company | null = null,
): string {
  const rule = limitRule(name)
  const met = rule.met.replace('#', count(mostOf(rule, factor)))
  const sooner = company
    ? `${callWords(company)} if you can’t wait.`
    : rule.lifts === 'owner'
      ? 'An owner of your company can end it now under Settings, Limits.'
      : 'Only Plumbline’s support can end it sooner.'
  return `${met} ${nothing} This ends by itself in ${waitInWords(seconds)}. ${sooner}`
}
