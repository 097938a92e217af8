import { describe, expect, it } from 'vitest'
import { createPaySimple } from '@/lib/paysimple/client'
import { PaySimpleError } from '@/lib/paysimple/errors'
import type { Payment } from '@/prisma/generated/client'
import { charge } from './charge'

const nobody = createPaySimple({ baseUrl: 'http://127.0.0.1:9', userName: 'nobody', apiKey: 'none' })

/** What is kept of PaySimple's words when it turns the account down with them. */
async function refusalOf(message: string, secrets: string[]) {
  const prepare = () =>
    Promise.reject(
      new PaySimpleError({ kind: 'refused', route: 'POST /v4/account/ach', messages: [{ field: '', message }] }),
    )
  return (await charge(nobody, {} as Payment, { prepare, secrets, sendBefore: 0 })).refusal
}

describe('words of PaySimple that quote what was typed are not kept', () => {
  it.each([
    ['a bank account number', 'Account number 751111 is not valid.', ['751111']],
    ['a bank account number in groups', 'Account number 751-111 111 is not valid.', ['751111111']],
    ['a security code', 'CVV 996 is not valid.', ['4111111111111111', '996']],
  ])('%s', async (_what, message, secrets) => {
    expect(await refusalOf(message, secrets)).toBeUndefined()
  })

  it('and others are', async () => {
    expect(await refusalOf('RoutingNumber is not valid.', ['751111'])).toBe('RoutingNumber is not valid.')
  })
})
