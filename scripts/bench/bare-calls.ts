import { createHmac } from 'node:crypto'
import { Pool } from 'undici'

const [USER, KEY] = ['APIUser1000', 'sandbox-key']

/** The calls of a payment with nothing around them: an undici pool, the signature, JSON there and back. */
export function bareCalls(baseUrl: string) {
  const pool = new Pool(baseUrl, { connections: 32 })

  async function post(path: string, body: object): Promise<number> {
    const timestamp = new Date().toISOString()
    const signature = createHmac('sha256', KEY).update(timestamp).digest('base64')
    const answer = await pool.request({
      method: 'POST',
      path,
      headers: {
        authorization: `PSSERVER accessid=${USER}; timestamp=${timestamp}; signature=${signature}`,
        accept: 'application/json',
        'content-type': 'application/json; charset=utf-8',
      },
      body: JSON.stringify(body),
    })
    const { Response } = (await answer.body.json()) as { Response: { Id: number } }
    if (answer.statusCode >= 300) throw new Error(`POST ${path} was answered with ${answer.statusCode}.`)
    return Response.Id
  }

  return {
    customer: () =>
      post('/v4/customer', {
        ...{ FirstName: 'Test', LastName: 'Person', Email: 'test.person@example.com', Phone: '3035550100' },
        ShippingSameAsBilling: true,
      }),
    card: (CustomerId: number) =>
      post('/v4/account/creditcard', {
        ...{ CustomerId, CreditCardNumber: '4111111111111111', ExpirationDate: '12/2035', Issuer: 12 },
        BillingZipCode: '80202',
      }),
    payment: (AccountId: number, OrderId: string, amountCents: number, CVV?: string) =>
      post('/v4/payment', { AccountId, Amount: amountCents / 100, OrderId, ...(CVV && { CVV }) }),
    close: () => pool.close(),
  }
}

export type BareCalls = ReturnType<typeof bareCalls>
