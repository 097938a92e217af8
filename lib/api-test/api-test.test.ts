import { describe, expect, it } from 'vitest'
import { listFailures } from '@/lib/api-log/queries'
import { forOrg, forUser } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { linkExternalPayment } from '@/lib/payments/external/link-to-job'
import { syncOrg } from '@/lib/payments/reconcile/sync-org'
import { listReviewQueue } from '@/lib/payments/review/review-queue'
import { takePayment } from '@/lib/payments/take/take-payment'
import { newLogin, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { createJob, createOrg, paymentOf, signedIn } from '@/lib/testing/fixtures'
import { listAuditEvents } from '@/lib/testing/listed'
import { pressTwice } from '@/lib/testing/payments'
import { describeTestCall } from './describe-call'
import { findRoute, mayMoveMoney, ROUTE_GROUPS } from './routes'
import { confirmedCallSchema, findPathMistake, type TestCall, testCallSchema } from './schema'
import { sendTestCall } from './send-test-call'

setUpSandbox({ org: false, timeoutSeconds: 5 })

const send = (context: OrgContext, method: TestCall['method'], path: string, body = '') =>
  sendTestCall(context, { method, path, body, confirmed: true })
const callsOf = async ({ org }: OrgContext) =>
  (await forOrg(org.id, (tx) => listAuditEvents(tx, org.id))).rows
    .filter(({ action }) => action === 'api_test_call')
    .map(({ subject, detail }) => `${subject}: ${detail}`)
    .reverse()

/** A payment of $10.00 by Visa. */
async function charge(context: OrgContext, jobNumber: number) {
  const input = paymentOf(jobNumber, 1_000)
  await takePayment(context, input)
  return forOrg(context.org.id, (tx) => tx.payment.findFirstOrThrow({ where: { id: input.paymentId } }))
}

describe('a URI', () => {
  it.each([
    '//evil.example/v4/customer',
    'https://evil.example/v4/customer',
    'javascript:alert(1)',
    '/v4//customer',
    '/v4/../v5/customer',
    '/v4/./customer',
    '/v4/%2e%2e/customer',
    '/v4/customer\\..\\x',
    '/v4/customer#x',
    '/v4/customer HTTP/1.1',
    '/v4/customer\r\nx: y',
    '/v4/@evil.example',
    '/v4/',
    '/v5/customer',
    '/_sandbox/ledger',
    '/v4/customer/{customerId}',
    '/v4/recurringpayment/1/pause?endDate={YYYY-MM-DD}',
    '/v4/globalsearch?query=4111 1111 1111 1111',
    '/v4/payment/4111111111111111',
    '/v4/globalsearch?query=%34%31%31%311111%2011111111',
    '/v4/globalsearch?query=%ff&x=4111%2D11111111%2d1111',
    '/v4/payment/4111-1111-1111-1111',
    '',
  ])('is refused: %j', (path) => {
    expect(findPathMistake(path)).not.toBeNull()
  })

  it.each([
    '/v4/customer',
    '/v4/Customer/',
    '/v4/customer/12/34',
    '/v4/payment?startdate=2026-01-01&enddate=2026-12-31&pagesize=200&status=posted,settled',
    '/v4/globalsearch?query="Ann Lee"',
  ])('goes through: %j', (path) => {
    expect(findPathMistake(path)).toBeNull()
  })
})

describe('what is typed', () => {
  it('is checked as JSON only where a body is sent', () => {
    const mistakeOf = (method: TestCall['method'], body: string) =>
      testCallSchema
        .safeParse({ method, path: '/v4/customer', body })
        .error?.issues.map(({ path, message }) => [path, message])
    expect(mistakeOf('POST', '{\n"A": }')).toEqual([[['body'], 'Line 2: A value is missing before }']])
    expect(mistakeOf('POST', ' ')).toBeUndefined()
    expect(mistakeOf('GET', '{')).toBeUndefined()
    expect(confirmedCallSchema.safeParse({ method: 'POST', path: '/v4/customer', body: '' }).success).toBe(false)
  })
})

describe('the routes', () => {
  it('each find themselves, with numbers filled in as well', () => {
    for (const route of ROUTE_GROUPS.flatMap(({ routes }) => routes)) {
      expect(findRoute(route.method, route.path)).toBe(route)
      const filled = route.path.replace(/\{YYYY-MM-DD\}/, '2027-01-01').replace(/\{\w+\}/g, '12')
      expect(findRoute(route.method, filled)).toBe(route)
      expect(findPathMistake(filled)).toBeNull()
    }
    expect(findRoute('PUT', '/v4/nothing')).toBeUndefined()
  })

  it('are told apart by whether they may move money', () => {
    const moving = ROUTE_GROUPS.flatMap(({ routes }) => routes).filter(({ method, path }) => mayMoveMoney(method, path))
    expect(moving.every(({ path }) => /^\/v4\/(payment|recurringpayment|paymentplan)/.test(path))).toBe(true)
    expect(moving).toHaveLength(3 + 6 + 5)
    expect(mayMoveMoney('PUT', '/v4/markpaymentstatus')).toBe(true)
    expect(mayMoveMoney('PUT', '/v4/customer/1/unknown')).toBe(true)
    expect(mayMoveMoney('DELETE', '/V4/Customer/12/')).toBe(false)
  })

  it('are all offered by the endpoint', async () => {
    const context = await createOrg()
    for (const { method, path } of ROUTE_GROUPS.flatMap(({ routes }) => routes)) {
      const filled = path.replace(/\{YYYY-MM-DD\}/, '2027-01-01').replace(/\{\w+\}/g, '999999')
      const answer = await send(context, method, filled, '{}')
      const status = answer.kind === 'answered' ? answer.status : answer.kind
      const offered = answer.kind === 'answered' && answer.status !== 405 && answer.text.includes('"Meta"')
      expect({ method, filled, status, offered: offered || status === 204 }).toMatchObject({ offered: true })
    }
  }, 60_000)
})

describe('a call of the API Test Tool', () => {
  it('brings the answer as it came and notes method, path and status', async () => {
    const context = await createOrg()
    const listed = await send(context, 'GET', '/v4/customer?lite=true')
    expect(listed).toMatchObject({ kind: 'answered', status: 200 })
    const body = '{"FirstName":"Olivia","LastName":"Marsh","ShippingSameAsBilling":true}'
    const made = await send(context, 'POST', '/v4/customer', body)
    expect(made).toMatchObject({ kind: 'answered', status: 201, text: expect.stringContaining('Olivia') })
    expect(JSON.stringify(made)).not.toMatch(/sandbox-key|PSSERVER/)
    expect(await callsOf(context)).toEqual([
      'GET /v4/customer: Answered 200',
      'POST /v4/customer: Sent',
      'POST /v4/customer: Answered 201',
    ])
  })

  it('leaves its trace when no answer comes, and an entry in the API log', async () => {
    const context = await createOrg()
    await sandbox.fault('POST /v4/payment', 'reset-after')
    expect(await send(context, 'POST', '/v4/payment', '{}')).toEqual({ kind: 'no_answer' })
    expect(await callsOf(context)).toEqual(['POST /v4/payment: Sent', 'POST /v4/payment: No answer'])
    await expect
      .poll(() => forOrg(context.org.id, (tx) => listFailures(tx, context.org.id)))
      .toMatchObject({ rows: [{ route: 'POST /v4/payment', kind: 'no_answer', status: null }] })
  })

  it('sends nothing that was not confirmed, and nothing without an integration', async () => {
    const context = await createOrg()
    const call = { method: 'DELETE', path: '/v4/customer/1', body: '', confirmed: false } as const
    await expect(sendTestCall(context, call)).rejects.toThrow('Confirm it first')
    await expect(send(await createOrg({ active: false }), 'GET', '/v4/customer')).rejects.toThrow('isn’t connected')
    expect(await callsOf(context)).toEqual([])
  })

  it('sends a query as it is meant, and keeps it out of the audit log', async () => {
    const context = await createOrg()
    const { status } = (await send(context, 'GET', '/v4/globalsearch?query="Ólivia 50%25"')) as { status: number }
    expect(status).toBe(200)
    expect(await callsOf(context)).toEqual(['GET /v4/globalsearch: Answered 200'])
  })

  it('asks for the password before it changes anything, whatever it is, and not to read', async () => {
    const context = await createOrg()
    const session = await signedIn(context.user.id)
    const data = { passwordAt: new Date(Date.now() - 5 * 60_000 - 1) }
    await forUser(context.user.id, (tx) => tx.session.update({ where: { id: session.id }, data }))
    const later = { ...context, session }
    const before = (await sandbox.journal()).length
    for (const { method, path } of ROUTE_GROUPS.flatMap(({ routes }) => routes)) {
      if (method === 'GET') continue
      const call = { method, path: path.replace(/\{YYYY-MM-DD\}/, '2027-01-01').replace(/\{\w+\}/g, '1'), body: '{}' }
      await expect(sendTestCall(later, { ...call, confirmed: true })).rejects.toThrow('Enter your password again')
      await expect(describeTestCall(later, call)).rejects.toThrow('Enter your password again')
    }
    expect(await sandbox.journal()).toHaveLength(before)
    expect(await callsOf(context)).toEqual([])
    expect(await send(later, 'GET', '/v4/customer')).toMatchObject({ status: 200 })
  })

  it('that takes a payment says how much from which account before, and the payment says who made it', async () => {
    const login = await newLogin()
    const context = await createOrg({ login })
    const job = await createJob(context, 100_000)
    const { paysimpleAccountId } = await charge(context, job.number)
    const body = `{"AccountId":${paysimpleAccountId},"Amount":123.45}`
    const words = ['Amount $123.45', `Account ${paysimpleAccountId}, Visa ending in 1111`]
    expect(await describeTestCall(context, { method: 'POST', path: '/v4/payment', body })).toEqual(words)
    const answer = await send(context, 'POST', '/v4/payment', body)
    expect(answer).toMatchObject({ status: 201 })
    const { Id } = JSON.parse((answer as { text: string }).text).Response
    expect(await callsOf(context)).toEqual([
      `POST /v4/payment: Sent. ${words.join('. ')}`,
      'POST /v4/payment: Answered 201',
    ])
    const orgId = context.org.id
    const { external } = await forOrg(orgId, (tx) => listReviewQueue(tx, orgId, new Date(), 'owner'))
    expect(external).toMatchObject([{ toolByName: 'Ada Admin', amountCents: 12_345, paysimpleId: String(Id) }])

    await syncOrg(orgId)
    const [found] = await forOrg(orgId, (tx) => tx.externalPayment.findMany({ where: { orgId } }))
    expect(found).toMatchObject({ toolByName: 'Ada Admin', state: 'open' })
    const paymentId = await pressTwice((sure) =>
      linkExternalPayment(context, { externalId: found?.id ?? '', jobNumber: job.number, note: '', sure }),
    )
    const linked = await forOrg(orgId, (tx) => tx.payment.findFirst({ where: { id: paymentId } }))
    expect(linked).toMatchObject({ takenByName: 'Ada Admin, API Test Tool', origin: 'paysimple' })

    expect(await describeTestCall(context, { method: 'PUT', path: `/v4/payment/${Id}/void`, body: '' })).toEqual([
      'Amount $123.45',
      `Payment ${Id}, Visa ending in 1111`,
    ])
  })

  it('is not sent where what it moves can’t be read, nor after too many', async () => {
    const context = await createOrg({ limitFactor: 1 })
    const before = (await sandbox.ledger()).length
    await expect(send(context, 'POST', '/v4/payment', '{"AccountId":1,"Amount":"1,234.50"}')).rejects.toThrow(
      'can’t read Amount',
    )
    expect(await callsOf(context)).toEqual([])
    for (let call = 0; call < 30; call++) await send(context, 'POST', '/v4/payment', '{}')
    await expect(send(context, 'POST', '/v4/payment', '{}')).rejects.toThrow('30 test calls that move money')
    expect(await send(context, 'GET', '/v4/customer')).toMatchObject({ status: 200 })
    expect((await sandbox.ledger()).length).toBe(before)
  })

  it('keeps nothing of a card', async () => {
    const context = await createOrg()
    const card = '{"CreditCardNumber":"4111111111111111","ExpirationDate":"12/2035","CustomerId":1,"CVV":"7391"}'
    await send(context, 'POST', '/v4/account/creditcard', card)
    const kept = await forOrg(context.org.id, async (tx) => [
      await tx.auditEvent.findMany(),
      await tx.apiFailure.findMany(),
    ])
    // The code as a word of its own: times and ids have any digits.
    expect(JSON.stringify(kept)).not.toMatch(/411111|(?<![\w.-])7391(?![\w-])/)
  })
})
