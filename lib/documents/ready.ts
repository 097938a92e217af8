import type { DocumentKind } from '@/prisma/generated/enums'
import type { DocumentContent } from './content'
import { changeProblem } from './landing'
import { linesOf } from './lines-of'
import { priceContent } from './standing-total'
import type { Problem } from './sums'

/**
 * Tells what keeps a draft from being sent, each by its field; empty when nothing does.
 * @param today YYYY-MM-DD in the company's zone
 */
export function missingToSend(
  content: DocumentContent,
  { kind, today }: { kind: DocumentKind; today: string },
): Problem[] {
  const { priced, totalCents, problems: unpriced } = priceContent(content, kind)
  const problems = [...unpriced]
  const lines = linesOf(content)
  if (lines.length === 0) problems.push({ path: 'sections', message: 'Add at least one line.' })
  for (const { line, path } of lines)
    if (line.description === '') problems.push({ path: `${path}.description`, message: 'Enter what this line is for.' })
  content.optionGroups.forEach(({ options }, g) => {
    options.forEach(({ title }, o) => {
      if (title === '')
        problems.push({ path: `optionGroups.${g}.options.${o}.title`, message: 'Name this option, like “Better”.' })
    })
  })
  content.taxRates.forEach(({ name }, t) => {
    if (name === '') problems.push({ path: `taxRates.${t}.name`, message: 'Name this tax, like “Sales tax”.' })
  })
  content.schedule.forEach(({ label, due }, p) => {
    if (label === '') problems.push({ path: `schedule.${p}.label`, message: 'Name this payment, like “Deposit”.' })
    if (due.on === 'milestone' && due.milestone === '')
      problems.push({
        path: `schedule.${p}.due.milestone`,
        message: 'Enter the milestone that this payment waits for.',
      })
  })
  if (content.expiresOn !== null && content.expiresOn < today)
    problems.push({ path: 'expiresOn', message: 'This day is over. Choose a later one, or none.' })
  if (!priced.ok) return problems
  priced.groups.forEach(({ options }, g) => {
    options.forEach((option, o) => {
      for (const { message } of option.problems)
        problems.push({ path: `optionGroups.${g}.options.${o}`, message: `Nobody could take this option. ${message}` })
    })
  })
  if (kind === 'agreement' && priced.state === 'open')
    problems.push({ path: 'optionGroups', message: 'An agreement has one total. Choose one option of each.' })
  if (kind !== 'change_order') return problems
  for (const { line, path } of lines)
    if (line.optional !== null)
      problems.push({
        path: `${path}.optional`,
        message: 'A change order has no optional lines. Include it, or remove it.',
      })
  if (priced.state === 'open')
    problems.push({ path: 'optionGroups', message: 'A change order has one total. Choose one option of each.' })
  const changes = lines.length > 0 && totalCents !== null && changeProblem(totalCents, content.landing)
  if (changes) problems.push(changes)
  return problems
}
