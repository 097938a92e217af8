import { describe, expect, it } from 'vitest'
import type { OrgRole } from '@/lib/orgs/roles'
import { PaymentStatus, ReversalStatus } from '@/prisma/generated/enums'
import { offersFor } from './offers'

const AT = new Date('2026-11-21T21:00:00Z')
const LATER = new Date('2026-11-21T23:00:00Z')
const EARLIER = new Date('2026-11-21T20:00:00Z')

const authorized = {
  ...{ status: 'authorized', origin: 'plumbline', paysimplePaymentId: '1', canVoidUntil: LATER },
  estimatedSettleOn: new Date('2026-11-24'),
  ...{ reversals: [], duplicateCharges: [], takenById: 'mine', takenByName: 'Marco Reyes', linkId: null },
} as const satisfies Parameters<typeof offersFor>[0]
const settled = { ...authorized, status: 'settled' } as const

const offers = (payment: Parameters<typeof offersFor>[0], role: OrgRole = 'owner') =>
  offersFor(payment, { role, user: { id: 'mine' } }, 'America/Denver', AT)

const NOTHING = { reverse: null, hint: null, mayCheck: false, move: null, hasReceipt: false, mayEmail: false }

describe('offersFor', () => {
  it('a void while it can be voided, and until when', () => {
    expect(offers(authorized)).toEqual({
      reverse: 'void',
      hint: { kind: 'void', until: LATER },
      mayCheck: true,
      move: null,
      hasReceipt: true,
      mayEmail: true,
    })
  })

  it('a wait between the last hour to void and settlement', () => {
    const tooLate = { ...authorized, canVoidUntil: EARLIER }
    expect(offers(tooLate)).toMatchObject({ reverse: null, hint: { kind: 'wait', settles: 'Tuesday' } })
    expect(offers({ ...tooLate, estimatedSettleOn: null }).hint).toEqual({ kind: 'wait', settles: null })
  })

  it('a refund once it has settled, to those who may refund; the others learn who can', () => {
    for (const role of ['owner', 'admin', 'bookkeeper'] as const)
      expect(offers(settled, role)).toMatchObject({ reverse: 'refund', hint: null })
    expect(offers(settled, 'contractor')).toMatchObject({ reverse: null, hint: { kind: 'refunded_by_others' } })
  })

  it('a void of what others took only to the office; a contractor learns who took it', () => {
    const others = { ...authorized, takenById: 'theirs' }
    for (const role of ['owner', 'admin', 'bookkeeper'] as const) expect(offers(others, role).reverse).toBe('void')
    const hint = { kind: 'voided_by_others', takenByName: 'Marco Reyes' }
    expect(offers(others, 'contractor')).toMatchObject({ reverse: null, hint, mayCheck: true })
  })

  it('a void of their own to everybody who works with payments', () => {
    for (const role of ['owner', 'admin', 'contractor', 'bookkeeper'] as const)
      expect(offers(authorized, role)).toMatchObject({ reverse: 'void', mayCheck: true })
    expect(offers(authorized, 'staff')).toMatchObject({ reverse: null, mayCheck: false })
  })

  it('the duplicate charge of a payment first', () => {
    const live = { ...authorized, duplicateCharges: [{ clearedAt: EARLIER }, { clearedAt: null }] }
    expect(offers(live)).toMatchObject({ reverse: null, hint: { kind: 'second_first' }, mayCheck: true })
    expect(offers({ ...live, status: 'settled' }, 'contractor').hint).toEqual({ kind: 'second_first' })
    expect(offers({ ...live, status: 'refunded' }).hint).toBeNull()
    expect(offers({ ...authorized, duplicateCharges: [{ clearedAt: EARLIER }] }).reverse).toBe('void')
  })

  it.each(Object.values(ReversalStatus))('neither a void nor a check beside one that is under way (%s)', (status) => {
    const isOpen = status === 'submitting' || status === 'unknown'
    const { reverse, hint, mayCheck } = offers({ ...authorized, reversals: [{ status: 'not_done' }, { status }] })
    expect([reverse, hint?.kind, mayCheck]).toEqual(isOpen ? [null, undefined, false] : ['void', 'void', true])
  })

  it.each(Object.values(PaymentStatus))('of one that is %s', (status) => {
    const isPaid = status === 'authorized' || status === 'settled'
    const isUndecided = status === 'submitting' || status === 'unknown'
    expect(offers({ ...authorized, status })).toMatchObject({
      hasReceipt: isPaid,
      mayEmail: isPaid,
      mayCheck: !isUndecided,
    })
    if (!isPaid) expect(offers({ ...authorized, status })).toMatchObject({ reverse: null, hint: null })
    // One that was made at PaySimple is moved by those who decide.
    const linked = { ...authorized, status, origin: 'paysimple' } as const
    expect(offers(linked, 'admin').move).toEqual({ counts: isPaid || isUndecided })
    for (const role of ['contractor', 'bookkeeper', 'staff'] as const) expect(offers(linked, role).move).toBeNull()
  })

  it('nothing of one that PaySimple never had', () => {
    expect(offers({ ...authorized, status: 'not_taken', paysimplePaymentId: null })).toEqual(NOTHING)
  })
})
