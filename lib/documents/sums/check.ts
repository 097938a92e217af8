import { isDay } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import { type CheckedLine, checkedDiscount, checkedLine, checkedTaxRates } from './check-lines'
import { type Discount, LIMITS, MAX_CENTS, type SchedulePart, WHOLE } from './contract'
import { type Fields, Findings, isFields } from './fields'
import type { Problem } from './problem'

export type CheckedGroup = {
  id: string
  optionIds: string[]
  defaultOption: number
  /** The option that was chosen; null while the choice is open. */
  chosen: number | null
}

/** A document of which each field is sound by itself. What its amounts do to each other, only computing shows. */
export type CheckedDocument = {
  /** In the document's order: it decides who gets a cent that is left over. */
  lines: CheckedLine[]
  /** All sections in order, with the option that holds them. */
  sections: { id: string; place: CheckedLine['place'] }[]
  groups: CheckedGroup[]
  discounts: { id: string; sectionId: string | null; discount: Discount }[]
  taxRates: { id: string; rateThousandths: number }[]
  schedule: SchedulePart[]
  isChangeOrder: boolean
}

/** Reads a document that may hold anything. @returns its problems, or the document with all choices applied */
export function checkDocument(input: unknown): { problems: Problem[] } | { problems: null; document: CheckedDocument } {
  const findings = new Findings()
  if (!isFields(input)) return { problems: [{ path: '', message: 'The document can’t be read. Enter it again.' }] }
  const { rates: taxRates, places: rates } = checkedTaxRates(input.taxRates, findings)
  const { sections, groups, lines } = checkedLayout(input, rates, findings)
  const discounts = checkedDiscounts(input.discounts, new Set(sections.map(({ id }) => id)), findings)
  const schedule = checkedSchedule(input.schedule, findings)
  const isChangeOrder = input.isChangeOrder === true
  if (isChangeOrder && schedule.length > 0)
    findings.add('schedule', 'A change order has no schedule of its own. Choose where its amount goes instead.')
  // Of a document that isn't sound, nobody can say what it offers.
  if (findings.problems.length === 0) applyChoices(input.choices ?? {}, groups, lines, findings)
  if (findings.problems.length > 0) return { problems: findings.problems }
  return { problems: null, document: { lines, sections, groups, discounts, taxRates, schedule, isChangeOrder } }
}

function checkedLayout(input: Fields, rates: ReadonlyMap<string, number>, findings: Findings) {
  const known = { lines: new Set<string>(), rates }
  const [sectionIds, groupIds] = [new Set<string>(), new Set<string>()]
  const sections: CheckedDocument['sections'] = []
  const groups: CheckedGroup[] = []
  const lines: CheckedLine[] = []
  let count = 0

  const takeLines = (value: unknown, path: string, where: Pick<CheckedLine, 'sectionId' | 'place'>) => {
    const list = findings.list(value, path, 'lines', LIMITS.lines)
    count += list.length
    if (count > LIMITS.lines) return // said once, below
    list.forEach((each, index) => {
      const line = checkedLine(each, `${path}.${index}`, where, known, findings)
      if (line) lines.push(line)
    })
  }
  const inputSections = findings.list(input.sections, 'sections', 'sections', LIMITS.sections)
  if (!Array.isArray(input.sections)) findings.add('sections', 'Add at least one section.')
  const inputGroups = findings.list(input.optionGroups, 'optionGroups', 'choices', LIMITS.groups)
  const options = inputGroups.map((group, g) => checkedOptions(group, `optionGroups.${g}`, groupIds, groups, findings))
  const placeOf = (g: number, o: number) => ({ group: g, option: o, optionId: groups[g]?.optionIds[o] ?? '' })

  inputSections.forEach((section, s) => {
    const path = `sections.${s}`
    const id = findings.newId(section.id, sectionIds, `${path}.id`)
    sections.push({ id, place: null })
    takeLines(section.lines, `${path}.lines`, { sectionId: id, place: null })
    if (!Array.isArray(section.lines)) findings.add(`${path}.lines`, 'Add lines to this section.')
    inputGroups.forEach((group, g) => {
      if (id === '' || group.sectionId !== id) return
      options[g]?.forEach((option, o) => {
        takeLines(option.lines, `optionGroups.${g}.options.${o}.lines`, { sectionId: id, place: placeOf(g, o) })
      })
    })
  })
  inputGroups.forEach((group, g) => {
    const isLoose = group.sectionId === undefined || group.sectionId === null
    if (!isLoose && !inputSections.some(({ id }) => id === group.sectionId))
      findings.add(`optionGroups.${g}.sectionId`, 'This choice is in a section that no longer exists.')
    options[g]?.forEach((option, o) => {
      const path = `optionGroups.${g}.options.${o}`
      const place = placeOf(g, o)
      if (isLoose) takeLines(option.lines, `${path}.lines`, { sectionId: null, place })
      findings.list(option.sections, `${path}.sections`, 'sections', LIMITS.sections).forEach((section, s) => {
        const id = findings.newId(section.id, sectionIds, `${path}.sections.${s}.id`)
        sections.push({ id, place })
        takeLines(section.lines, `${path}.sections.${s}.lines`, { sectionId: id, place })
      })
    })
  })
  if (count > LIMITS.lines)
    findings.add('sections', `A document can have at most ${LIMITS.lines} lines. Remove ${count - LIMITS.lines}.`)
  return { sections, groups, lines }
}

/** Adds a group to `groups`. @returns its options as they came */
function checkedOptions(group: Fields, path: string, ids: Set<string>, groups: CheckedGroup[], findings: Findings) {
  const id = findings.newId(group.id, ids, `${path}.id`)
  const options = findings.list(group.options, `${path}.options`, 'options', LIMITS.options)
  if (options.length === 0) findings.add(`${path}.options`, 'Add at least one option to choose from.')
  const known = new Set<string>()
  const optionIds = options.map((option, o) => findings.newId(option.id, known, `${path}.options.${o}.id`))
  const defaultOption = optionIds.findIndex((option) => option !== '' && option === group.defaultOptionId)
  if (defaultOption < 0) findings.add(`${path}.defaultOptionId`, 'Say which option stands until the customer chooses.')
  groups.push({ id, optionIds, defaultOption, chosen: null })
  return options
}

function checkedDiscounts(value: unknown, sections: ReadonlySet<string>, findings: Findings) {
  const ids = new Set<string>()
  return findings.list(value, 'discounts', 'discounts', LIMITS.discounts).flatMap((each, index) => {
    const path = `discounts.${index}`
    const id = findings.newId(each.id, ids, `${path}.id`)
    const discount = checkedDiscount(each, path, findings)
    const sectionId = typeof each.sectionId === 'string' ? each.sectionId : null
    if ((each.sectionId ?? null) !== null && !sections.has(sectionId ?? ''))
      findings.add(`${path}.sectionId`, 'This discount is on a section that no longer exists. Choose another.')
    return discount ? [{ id, sectionId, discount }] : []
  })
}

function checkedSchedule(value: unknown, findings: Findings): SchedulePart[] {
  const ids = new Set<string>()
  const list = findings.list(value, 'schedule', 'payments', LIMITS.parts)
  const parts = list.flatMap((each, index): SchedulePart[] => {
    const path = `schedule.${index}`
    const id = findings.newId(each.id, ids, `${path}.id`)
    const due = checkedDue(each.due, `${path}.due`, findings)
    if (each.kind === 'rest') {
      if (index < list.length - 1) findings.add(`${path}.kind`, 'Only the last payment can be the rest.')
      return [{ id, due, kind: 'rest' }]
    }
    if (each.kind === 'fixed') {
      const words = `Enter an amount above $0.00 and at most ${formatCents(MAX_CENTS)}.`
      const amountCents = findings.integer(each.amountCents, 1, MAX_CENTS, `${path}.amountCents`, words)
      return amountCents === null ? [] : [{ id, due, kind: 'fixed', amountCents }]
    }
    if (each.kind === 'percent') {
      const [at, words] = [`${path}.percentThousandths`, 'Enter a percentage above 0 and at most 100.']
      const percentThousandths = findings.integer(each.percentThousandths, 1, WHOLE, at, words)
      return percentThousandths === null ? [] : [{ id, due, kind: 'percent', percentThousandths }]
    }
    if (each.kind === 'equal') {
      const words = `Enter a fraction from 1/2 to 1/${LIMITS.parts}.`
      const of = findings.integer(each.of, 2, LIMITS.parts, `${path}.of`, words)
      return of === null ? [] : [{ id, due, kind: 'equal', of }]
    }
    findings.add(`${path}.kind`, 'Choose an amount, a percentage, an equal part or the rest.')
    return []
  })
  if (list.length > 0 && list.at(-1)?.kind !== 'rest')
    findings.add(
      `schedule.${list.length - 1}.kind`,
      'The last payment has to be the rest, so that the payments add up.',
    )
  return parts
}

function checkedDue(value: unknown, path: string, findings: Findings): SchedulePart['due'] {
  const due = isFields(value) ? value : {}
  if (due.on === 'signing' || due.on === 'cancel_by' || due.on === 'completion') return { on: due.on }
  if (due.on === 'day') {
    if (typeof due.day === 'string' && isDay(due.day)) return { on: 'day', day: due.day }
    findings.add(`${path}.day`, 'Enter the day when this payment is due.')
  } else if (due.on === 'milestone') {
    if (typeof due.milestone === 'string' && due.milestone.trim() !== '')
      return { on: 'milestone', milestone: due.milestone }
    findings.add(`${path}.milestone`, 'Enter the milestone at which this payment is due.')
  } else findings.add(path, 'Say when this payment is due.')
  return { on: 'completion' }
}

/** Marks what was chosen in the groups and the optional lines. */
function applyChoices(choices: unknown, groups: CheckedGroup[], lines: CheckedLine[], findings: Findings): void {
  if (!isFields(choices)) {
    findings.add('choices', 'The choices can’t be read. Choose again.')
    return
  }
  const count = LIMITS.groups + LIMITS.lines
  findings.list(choices.options, 'choices.options', 'choices', count).forEach(({ groupId, optionId }, index) => {
    const path = `choices.options.${index}`
    const group = groups.find(({ id }) => id !== '' && id === groupId)
    const option = group?.optionIds.findIndex((id) => id !== '' && id === optionId) ?? -1
    if (!group || option < 0) findings.add(path, 'What was chosen is no longer offered. Choose again.')
    else if (group.chosen !== null) findings.add(path, 'Choose exactly one option here, not two.')
    else group.chosen = option
  })
  const byId = new Map(lines.map((line) => [line.id as unknown, line]))
  const seen = new Set<CheckedLine>()
  findings.list(choices.lines, 'choices.lines', 'optional lines', count).forEach(({ lineId, taken }, index) => {
    const path = `choices.lines.${index}`
    const line = byId.get(lineId)
    if (!line || line.optional === null || typeof taken !== 'boolean')
      findings.add(path, 'What was chosen is no longer offered. Choose again.')
    else if (seen.has(line)) findings.add(path, 'This line was chosen twice. Choose again.')
    else {
      seen.add(line)
      line.optional = taken
    }
  })
}
