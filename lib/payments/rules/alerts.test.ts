import { describe, expect, it } from 'vitest'
import type { OrgRole } from '@/lib/orgs/roles'
import { PaymentStatus, ReversalStatus } from '@/prisma/generated/enums'
import { alertsOf } from './alerts'
import { DECIDE_AFTER } from './timing'

const AT = new Date('2026-11-21T21:00:00Z')
const JUST_NOW = new Date(AT.getTime() - 60_000)
const LONG_AGO = new Date(AT.getTime() - DECIDE_AFTER - 1)

const payment = (status: PaymentStatus) => ({
  ...{ status, needsPersonAt: null, reason: null, createdAt: JUST_NOW },
  ...{
    reversals: [] as ReturnType<typeof reversal>[],
    duplicateCharges: [] as { id: string; clearedAt: Date | null }[],
  },
})
const reversal = (status: ReversalStatus, createdAt = JUST_NOW) => ({ status, needsPersonAt: null, createdAt })
const alerts = (of: ReturnType<typeof payment>, role: OrgRole = 'owner') => alertsOf(of, role, AT)

describe('alertsOf', () => {
  it.each(Object.values(PaymentStatus))('tells what is not known or not taken of one that is %s', (status) => {
    const { unconfirmed, isNotCharged } = alerts(payment(status))
    expect(unconfirmed !== null).toBe(status === 'submitting' || status === 'unknown')
    expect(isNotCharged).toBe(status === 'declined' || status === 'not_taken')
  })

  it('lets a person decide once asking has not helped', () => {
    expect(alerts(payment('unknown')).unconfirmed).toEqual({ mayCheck: true, isStuck: false, mayDecide: true })
    expect(alerts({ ...payment('unknown'), createdAt: LONG_AGO }).unconfirmed?.isStuck).toBe(true)
  })

  it('lets those decide who may, and all who work with payments ask', () => {
    const may = (role: OrgRole) => alerts(payment('unknown'), role).unconfirmed
    for (const role of ['owner', 'admin'] as const) expect(may(role)).toMatchObject({ mayCheck: true, mayDecide: true })
    for (const role of ['contractor', 'bookkeeper'] as const)
      expect(may(role)).toMatchObject({ mayCheck: true, mayDecide: false })
    expect(may('staff')).toMatchObject({ mayCheck: false, mayDecide: false })
  })

  it('has the live duplicate charges, until the payment itself is reversed', () => {
    const duplicateCharges = [
      { id: 'cleared', clearedAt: JUST_NOW },
      { id: 'live', clearedAt: null },
    ]
    for (const status of Object.values(PaymentStatus))
      expect(alerts({ ...payment(status), duplicateCharges }).secondCharges.map(({ id }) => id)).toEqual(
        ['voided', 'refunded', 'returned', 'chargeback'].includes(status) ? [] : ['live'],
      )
  })

  it.each(Object.values(ReversalStatus))('tells the newest void or refund while it is news (%s)', (status) => {
    const isOpen = status === 'submitting' || status === 'unknown'
    const isDone = status === 'done' || status === 'settled'
    const told = (of: PaymentStatus) =>
      alerts({ ...payment(of), reversals: [reversal('done'), reversal(status)] }).reversal?.row.status
    // One that wasn't done is over when there is nothing left to reverse.
    expect(told('refunded')).toBe(isOpen ? status : undefined)
    expect(told('settled')).toBe(isDone ? undefined : status)
  })

  it('lets an unconfirmed one be decided by the same rules', () => {
    const of = (each: ReturnType<typeof reversal>) => alerts({ ...payment('settled'), reversals: [each] }).reversal
    expect(of(reversal('unknown'))?.unconfirmed).toEqual({ mayCheck: true, isStuck: false, mayDecide: true })
    expect(of(reversal('unknown', LONG_AGO))?.unconfirmed?.isStuck).toBe(true)
    expect(of(reversal('not_done', LONG_AGO))?.unconfirmed).toBeNull()
    expect(alerts(payment('settled')).reversal).toBeNull()
  })
})
