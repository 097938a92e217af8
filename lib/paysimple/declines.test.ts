import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '@/lib/testing/sandbox'
import type { PaySimple } from './client'
import { coach } from './decline-coach'
import { FAILURE_CODES } from './failure-codes'
import { clientOf, newBankAccount, newCard } from './test-support'

// Every mock amount of the document, charged at the sandbox, ends in words.

let sandbox: Sandbox
let paysimple: PaySimple
beforeAll(async () => {
  sandbox = await startSandbox()
  paysimple = clientOf(sandbox.url)
})
afterAll(() => sandbox.kill())

const charge = async (AmountCents: number, account: Promise<{ Id: number }> = newCard(paysimple)) =>
  paysimple.payments.create({ AccountId: (await account).Id, AmountCents })

describe('PS-045 PS-083 a decline', () => {
  it.each(Array.from({ length: 13 }, (_, index) => 999_901 + index))(
    'of a card at %i cents has words',
    async (cents) => {
      const payment = await charge(cents)
      expect(payment).toMatchObject({ Status: 'Failed', PaymentType: 'CC', ProviderAuthCode: expect.any(String) })
      const line = FAILURE_CODES.TSYS.find(({ mockCents }) => mockCents === cents)
      if (line) expect(payment.FailureData).toMatchObject({ Code: line.code, IsDecline: line.isDecline })
      const { ProviderAuthCode: providerAuthCode, FailureData } = payment
      const byCode = coach({ code: FailureData?.Code ?? null, providerAuthCode, paymentType: payment.PaymentType })
      const byWords = coach({ providerAuthCode, paymentType: payment.PaymentType })
      if (cents !== 999_901) for (const { topic } of [byCode, byWords]) expect(topic).not.toBe('declined')
    },
  )

  it.each(Array.from({ length: 11 }, (_, index) => 999_901 + index))(
    'of a bank account at %i cents has words',
    async (cents) => {
      const payment = await charge(cents, newBankAccount(paysimple))
      expect(payment).toMatchObject({ Status: 'Failed', PaymentType: 'ACH' })
      const { ProviderAuthCode: providerAuthCode, FailureData, PaymentType: paymentType } = payment
      const byWords = coach({ providerAuthCode, paymentType })
      const line = FAILURE_CODES.Forte.find(({ mockCents }) => mockCents === cents)
      if (line) {
        expect(FailureData?.Code).toBe(line.code)
        expect(byWords.topic).toBe(coach({ code: line.code, paymentType }).topic) // both ways lead to the same words
      }
      expect(byWords.title).not.toMatch(/card/i)
    },
  )

  it('says each its own', async () => {
    const titles = new Set<string>()
    for (const cents of [999_901, 999_903, 999_904, 999_905, 999_908]) {
      const { FailureData, ProviderAuthCode } = await charge(cents)
      titles.add(coach({ code: FailureData?.Code ?? null, providerAuthCode: ProviderAuthCode }).title)
    }
    expect(titles.size).toBe(5)
  })
})
