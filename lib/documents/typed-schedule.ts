import { formatCents, parseCents, unreadableAmount } from '@/lib/money'
import { formatPercent, parsePercent } from '@/lib/percent'
import type { Due, Problem, SchedulePart } from './sums'
import { WHOLE } from './sums/contract'

/** A payment as it is typed: `typed` is "33.334%", "$629.97", or nothing for the rest. */
export type TypedPart = { id: string; label?: string; due: Due; typed: string }

type Read = { kind: 'fixed'; amountCents: number } | { kind: 'percent'; percentThousandths: number } | { kind: 'rest' }

/**
 * Reads a typed schedule for `priceDocument`, whose last part is the rest. Percentages of 100% in all, and amounts that
 * come to the total, are complete: their last part is what the others leave, which is what was typed.
 * @param totalCents what the amounts have to come to
 * @returns the parts, or at which part (`schedule.1.typed`) something is wrong
 */
export function readSchedule(
  typed: readonly TypedPart[],
  totalCents: number,
): { ok: true; schedule: SchedulePart[] } | { ok: false; problems: Problem[] } {
  const problems: Problem[] = []
  const parts = typed.map(({ typed: text, ...part }, index): { part: Omit<TypedPart, 'typed'>; read: Read } => {
    const read = readPart(text)
    if (typeof read !== 'string') return { part, read }
    problems.push({ path: `schedule.${index}.typed`, message: read })
    return { part, read: { kind: 'rest' } }
  })
  const last = parts.at(-1)
  if (last && last.read.kind !== 'rest' && problems.length === 0) {
    const message = incomplete(
      parts.map(({ read }) => read),
      totalCents,
    )
    if (message) problems.push({ path: `schedule.${parts.length - 1}.typed`, message })
    last.read = { kind: 'rest' }
  }
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, schedule: parts.map(({ part, read }) => ({ ...part, ...read })) }
}

/** One typed part, or what is wrong with it. */
function readPart(text: string): Read | string {
  if (text.trim() === '') return { kind: 'rest' }
  if (text.includes('%')) {
    const percentThousandths = parsePercent(text)
    if (percentThousandths !== null && percentThousandths > 0) return { kind: 'percent', percentThousandths }
    return 'Enter a percentage above 0 and at most 100, with at most three decimals, like 33.334%.'
  }
  const amountCents = parseCents(text)
  if (amountCents === null) return unreadableAmount(text)
  return amountCents > 0 ? { kind: 'fixed', amountCents } : 'Enter an amount above $0.00, or nothing for the rest.'
}

/** What keeps typed parts without a rest from being complete, or null. */
function incomplete(reads: readonly Read[], totalCents: number): string | null {
  const percent = reads.reduce((sum, read) => sum + (read.kind === 'percent' ? read.percentThousandths : 0), 0)
  const cents = reads.reduce((sum, read) => sum + (read.kind === 'fixed' ? read.amountCents : 0), 0)
  if (reads.every(({ kind }) => kind === 'percent'))
    return percent === WHOLE
      ? null
      : `The percentages come to ${formatPercent(percent)}, not 100%. Change one, or leave the last one empty: it’s then the rest.`
  if (reads.every(({ kind }) => kind === 'fixed'))
    return cents === totalCents
      ? null
      : `The payments come to ${formatCents(cents)}, and the total is ${formatCents(totalCents)}. Change one, or leave the last one empty: it’s then the rest.`
  return 'Leave the last payment empty, so that it’s the rest: amounts and percentages together seldom add up.'
}
