import { describe, expect, it } from 'vitest'
import type { Reason } from '@/lib/payments/rules/reason'
import { DECLINES } from '@/lib/paysimple/decline-words'
import { REASONS } from './reasons'
import { remediesFor } from './remedy'

const EVERY = Object.keys(REASONS) as Reason[]
const METHODS = ['card', 'bank'] as const

describe('fault 5: the button after a decline', () => {
  it('opens the field that the words ask to type again', () => {
    expect(remediesFor('expired', 'card', false)[0]).toEqual({
      label: 'Fix the expiration date',
      payWith: 'same',
      field: 'expiry',
    })
    expect(remediesFor('security_code', 'card', false)[0]).toMatchObject({ field: 'securityCode', payWith: 'same' })
    expect(remediesFor('address', 'card', false)[0]).toMatchObject({ field: 'billingZip', payWith: 'same' })
    expect(remediesFor('account_number', 'bank', false)[0]).toMatchObject({ field: 'accountNumber', payWith: 'same' })
    expect(remediesFor('amount', 'card', false)[0]).toMatchObject({ field: 'amount', payWith: 'same' })
  })

  it('asks for what the words name', () => {
    expect(remediesFor('declined', 'card', false).map(({ payWith }) => payWith)).toEqual(['card'])
    expect(remediesFor('limit', 'card', false).map(({ payWith }) => payWith)).toEqual(['bank', 'card'])
    expect(remediesFor('account_declined', 'bank', false).map(({ payWith }) => payWith)).toEqual(['card', 'bank'])
    expect(remediesFor('funds', 'card', false)[1]).toMatchObject({ payWith: 'same', field: 'amount' })
  })

  it('offers another card or account first wherever the same one can’t pay', () => {
    for (const [reason, { retryHelps, step }] of Object.entries(DECLINES))
      for (const method of METHODS)
        if (!retryHelps && step !== 'try_later')
          expect(remediesFor(reason as Reason, method, false)[0]?.payWith, reason).not.toBe('same')
  })

  it('never asks to fix a detail of a saved account, of which nothing was typed', () => {
    for (const reason of EVERY)
      for (const method of METHODS)
        for (const { payWith, field } of remediesFor(reason, method, true))
          if (payWith === 'same') expect([null, 'amount'], reason).toContain(field)
  })

  it('is there for every reason and for none, each label once', () => {
    for (const reason of [...EVERY, null])
      for (const method of METHODS)
        for (const isSaved of [true, false]) {
          const labels = remediesFor(reason, method, isSaved).map(({ label }) => label)
          expect(labels.length, String(reason)).toBeGreaterThan(0)
          expect(new Set(labels).size).toBe(labels.length)
        }
  })
})
