import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '@/lib/testing/sandbox'
import type { PaySimple } from './client'
import type { FailedCall } from './errors'
import { clientOf, failureOf, newBankAccount, newCard, newClientOf, newCustomer, read } from './test-support'
import { createTransport } from './transport'

// What every route does: authorization, envelope, errors, isolation. And the tools.

let sandbox: Sandbox
let paysimple: PaySimple
beforeAll(async () => {
  sandbox = await startSandbox()
  paysimple = clientOf(sandbox.url)
})
afterAll(() => sandbox.kill())
afterEach(() => sandbox.clearFaults())

const raw = (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object) =>
  createTransport({ baseUrl: sandbox.url, userName: 'APIUser1000', apiKey: 'sandbox-key' })(
    { method, path, ...(body && { body }) },
    ({ response }) => response,
  )

describe('authorization', () => {
  it('PS-001 is accepted', async () => expect(await paysimple.customers.count()).toBe(0))

  it('PS-002 is refused with the wrong key or user, and no body is expected then', async () => {
    for (const wrong of [{ apiKey: 'other' }, { userName: 'nobody' }])
      expect(await failureOf(clientOf(sandbox.url, wrong).customers.count())).toMatchObject({
        kind: 'unauthorized',
        status: 401,
        messages: [],
        mayHaveBeenProcessed: false,
      })
  })
})

describe('answers', () => {
  it('PS-003 tell where a page lies in its list', async () => {
    const own = await newClientOf(sandbox.url)
    for (const LastName of ['A', 'B', 'C']) await newCustomer(own, { LastName })
    expect(await own.customers.list({ page: 2, pageSize: 2 })).toMatchObject({
      items: [{ LastName: 'C' }],
      page: 2,
      totalItems: 3,
      itemsPerPage: 2,
    })
  })

  it('PS-004 bring all errors of a request together, each with its field', async () => {
    const error = await failureOf(newCustomer(paysimple, { FirstName: '', LastName: '' }))
    expect(error).toMatchObject({ kind: 'refused', status: 400, errorCode: 'InvalidInput' })
    expect(error.messages).toEqual([
      { field: 'FirstName', message: 'The FirstName field is required.' },
      { field: 'LastName', message: 'The LastName field is required.' },
    ])
  })

  it('PS-005 tell a deleted object apart', async () => {
    const { Id } = await newCustomer(paysimple)
    expect((await paysimple.customers.get(Id)).deleted).toBe(false)
    expect(await paysimple.customers.delete(Id)).toBeUndefined()
    expect(await paysimple.customers.get(Id)).toMatchObject({ Id, deleted: true, FirstName: 'Test' })
  })

  it('PS-006 PS-053 say what a route does not support', async () => {
    const { Id } = await newCard(paysimple)
    const payment = await paysimple.payments.create({ AccountId: Id, AmountCents: 100 })
    for (const method of ['DELETE', 'PUT'] as const) {
      const error = await failureOf(raw(method, `/v4/payment/${payment.Id}`))
      expect(error).toMatchObject({ kind: 'unsupported', status: 405, mayHaveBeenProcessed: false })
      expect(error.messages[0]?.message).toContain(`does not support http method '${method}'`)
    }
  })

  it('PS-007 refuse to create what has an id already', async () => {
    const body = { Id: 5, FirstName: 'A', LastName: 'B', ShippingSameAsBilling: true }
    const error = await failureOf(raw('POST', '/v4/customer', body))
    expect(error.messages).toEqual([
      { field: 'Id', message: 'Id cannot have a value, did you mean to execute a PUT operation?' },
    ])
  })

  it('PS-008 of a broken system carry a TraceCode, and leave open what was done', async () => {
    await sandbox.fault('POST /v4/customer', '500-after')
    const calls: FailedCall[] = []
    const observed = clientOf(sandbox.url, { onFailure: (call) => void calls.push(call) })
    const error = await failureOf(newCustomer(observed))
    expect(error).toMatchObject({ kind: 'server_error', errorCode: 'UnexpectedError', mayHaveBeenProcessed: true })
    expect(error.traceCode).toMatch(/^API\w+$/)
    expect(calls).toMatchObject([{ route: 'POST /v4/customer', status: 500, traceCode: error.traceCode }])
  })

  it('PS-009 know no objects of another client', async () => {
    const other = await newClientOf(sandbox.url)
    const customer = newCustomer(paysimple)
    const [{ Id: customerId }, card, bank] = await Promise.all([
      customer,
      newCard(paysimple, customer),
      newBankAccount(paysimple, customer),
    ])
    const payment = await paysimple.payments.create({ AccountId: card.Id, AmountCents: 100 })
    for (const call of [
      () => other.customers.get(customerId),
      () => other.customers.payments(customerId).list(),
      () => other.creditCards.get(card.Id),
      () => other.achAccounts.get(bank.Id),
      () => other.payments.get(payment.Id),
      () => other.payments.void(payment.Id),
    ]) {
      const error = await failureOf(call())
      expect(error).toMatchObject({ kind: 'refused', status: 400 })
      expect(error.messages[0]?.message).toMatch(/ with ID \d+ does not belong to client$/)
    }
    expect(await read(other.customers.all())).toEqual([])
    expect(await read(other.payments.all())).toEqual([])
  })

  it.each(['reset-before', '500-before', '502-html', '503-html', 'cut'])(
    'survive one “%s” when they were asked for',
    async (fault) => {
      const { Id } = await newCustomer(paysimple)
      await sandbox.fault('GET /v4/customer/*', fault)
      expect((await paysimple.customers.get(Id)).Id).toBe(Id)
    },
  )

  it('of a 204 may have a stray body', async () => {
    const { Id } = await newCustomer(paysimple)
    await sandbox.fault('DELETE /v4/customer/*', '204-body')
    await paysimple.customers.delete(Id)
  })
})

describe('tools', () => {
  it('PS-027 find customers by name and company', async () => {
    const own = await newClientOf(sandbox.url)
    const { Id } = await newCustomer(own, { Company: 'ABC Company' })
    for (const text of ['ABC Company', '"ABC Company"', 'Person'])
      expect(await own.tools.globalSearch(text)).toMatchObject([{ OriginKey: 'CUST', OriginId: Id }])
    expect((await own.tools.globalSearch('ABC Company'))[0]?.Description).toBe(
      'Customer: Test Person From: ABC Company',
    )
    expect(await own.tools.globalSearch('Nobody & Sons')).toEqual([])
  })

  it.each([
    ['customer', 'ShippingSameAsBilling'],
    ['creditCard', 'CreditCardNumber'],
    ['achAccount', 'RoutingNumber'],
    ['payment', 'AccountId'],
    ['recurringPayment', 'PaymentAmount'],
    ['paymentPlan', 'TotalDueAmount'],
  ] as const)('PS-080 answer an empty %s', async (kind, member) => {
    expect(await paysimple.tools.template(kind)).toHaveProperty(member)
  })

  it('PS-080 answer the enumerations', async () => {
    expect(JSON.stringify(await paysimple.tools.lookup())).toMatch(/Authorized.*Weekly|Weekly.*Authorized/)
  })
})
