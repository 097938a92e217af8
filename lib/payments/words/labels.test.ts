import { describe, expect, it } from 'vitest'
import { PaymentStatus } from '@/prisma/generated/enums'
import { authorizationCode } from './labels'

describe('fault 7: the authorization code', () => {
  const approved = { status: 'authorized', method: 'card', providerAuthCode: 'TAS123' } as const

  it('is shown of a card payment that the bank approved, whatever became of it', () => {
    for (const status of ['authorized', 'settled', 'voided', 'refunded', 'chargeback'] as const)
      expect(authorizationCode({ ...approved, status })).toBe('TAS123')
  })

  it('is never the processor’s text about a decline or a bank account', () => {
    const raw = 'Account found on the known bad account list'
    for (const status of Object.values(PaymentStatus)) {
      expect(authorizationCode({ status, method: 'bank', providerAuthCode: raw })).toBeNull()
      expect(authorizationCode({ status, method: 'card', providerAuthCode: raw })).toBeNull()
    }
    expect(authorizationCode({ ...approved, status: 'declined' })).toBeNull()
    expect(authorizationCode({ ...approved, providerAuthCode: null })).toBeNull()
  })
})
