import { describe, expect, it } from 'vitest'
import type { Facts, Outcome } from './outcome'
import { decideReversalTurn, decideTransition, emailAbout, firstCheckIn, nextCheckOf } from './transition'

const at = (minute: number) => new Date(Date.UTC(2026, 5, 1, 12, minute))
const facts = (paysimpleStatus: string, paysimplePaymentId = '7') => ({ paysimplePaymentId, paysimpleStatus }) as Facts

const settled = {
  status: 'settled',
  statusAt: at(10),
  reason: null,
  paysimplePaymentId: '7',
  paysimpleStatus: 'Settled',
} as const
const chargeback: Outcome = { status: 'chargeback', facts: facts('Chargeback') }

describe('what an outcome does to a payment', () => {
  it('moves it along the arrows, and brings news of the state that it has', () => {
    expect(decideTransition(settled, chargeback)).toBe('move')
    expect(decideTransition(settled, { status: 'settled', facts: facts('Settled') })).toBe('refresh')
    expect(decideTransition(settled, { status: 'authorized', facts: facts('Posted') })).toBe('keep')
  })

  it('is nothing where it was read before the payment came into its state, at the same instant included', () => {
    expect(decideTransition(settled, chargeback, at(9))).toBe('keep')
    expect(decideTransition(settled, chargeback, at(10))).toBe('keep')
    expect(decideTransition(settled, chargeback, at(11))).toBe('move')
  })

  it('is something all the same where the payment was unconfirmed, however early it was read', () => {
    expect(decideTransition({ ...settled, status: 'unknown' }, chargeback, at(9))).toBe('move')
  })

  it('is nothing where it tells of another record than the known one, unless that one was unconfirmed or concluded', () => {
    const other: Outcome = { status: 'chargeback', facts: facts('Chargeback', '8') }
    expect(decideTransition(settled, other)).toBe('keep')
    expect(decideTransition(settled, { status: 'settled', facts: facts('Settled', '8') })).toBe('keep')
    expect(decideTransition({ ...settled, status: 'unknown' }, other)).toBe('move')
    expect(decideTransition({ ...settled, status: 'not_taken', reason: 'absent' }, other)).toBe('move')
  })

  it('notes the word alone where it does not fit, once, and not where it is old', () => {
    const voided = { ...settled, status: 'voided', paysimpleStatus: 'Voided' } as const
    const told: Outcome = { status: 'settled', facts: facts('Settled') }
    const strange: Outcome = { status: 'unknown', reason: 'strange_status', facts: facts('Frozen') }
    expect(decideTransition(voided, told)).toBe('note')
    expect(decideTransition(voided, told, at(9))).toBe('keep')
    expect(decideTransition({ ...voided, paysimpleStatus: 'Settled' }, told)).toBe('keep')
    expect(decideTransition(settled, strange)).toBe('note')
  })
})

describe('what follows', () => {
  it('is a check in seconds while unconfirmed, one in an hour after an absence, and none otherwise', () => {
    expect(firstCheckIn({ status: 'unknown', reason: 'no_answer' })).toBe(2_000)
    expect(firstCheckIn({ status: 'not_taken', reason: 'absent' })).toBe(3_600_000)
    expect(firstCheckIn({ status: 'not_taken', reason: 'refused' })).toBeNull()
    expect(nextCheckOf('unknown', 60_000, true)).toBe(5_000)
    expect(nextCheckOf('not_taken', 60_000, false)).toBe(900_000)
  })

  it('is a receipt for what is paid, and an email about what was paid and is voided or refunded', () => {
    expect(emailAbout('submitting', 'authorized')).toBe('receipt')
    expect(emailAbout('authorized', 'voided')).toBe('voided')
    expect(emailAbout('unknown', 'voided')).toBeNull()
    expect(emailAbout('settled', 'chargeback')).toBeNull()
  })
})

describe('which reversal turns with its payment', () => {
  const open = { kind: 'refund', status: 'unknown', reason: null, sendBy: at(0), retainedCents: 4_000 } as const
  const gaveUp = { ...open, status: 'not_done', reason: 'absent' } as const
  const refunded: Outcome = { status: 'refunded' }

  it('is the open one of its kind, and what it retains is charged again', () => {
    expect(decideReversalTurn([gaveUp, open], refunded, 'settled', at(1))).toEqual({
      ...{ reversal: open, to: 'done', recharges: true },
    })
    expect(decideReversalTurn([open], { status: 'voided' }, 'authorized', at(1))).toBeNull()
    expect(decideReversalTurn([open], { ...refunded, reason: 'person' }, 'settled', at(1))?.recharges).toBe(false)
    expect(decideReversalTurn([open], { ...chargeback, creditId: '9' }, 'settled', at(1))?.recharges).toBe(false)
  })

  it('is one that was given up, within a day, without charging again', () => {
    expect(decideReversalTurn([gaveUp], refunded, 'settled', at(23 * 60))).toMatchObject({
      to: 'done',
      recharges: false,
    })
    expect(decideReversalTurn([gaveUp], refunded, 'settled', at(25 * 60))).toBeNull()
    expect(decideReversalTurn([{ ...gaveUp, reason: 'refused' }], refunded, 'settled', at(1))).toBeNull()
  })

  it('is none where one is done already, and the done one where the payment counts again', () => {
    const done = { ...open, status: 'done' } as const
    expect(decideReversalTurn([open, done], refunded, 'chargeback', at(1))).toBeNull()
    expect(decideReversalTurn([open, done], { status: 'settled' }, 'refunded', at(1))).toMatchObject({
      ...{ reversal: done, to: 'canceled' },
    })
    expect(decideReversalTurn([done], { status: 'settled' }, 'authorized', at(1))).toBeNull()
  })
})
