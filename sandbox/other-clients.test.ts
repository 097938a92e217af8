import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  CSHARP,
  GO,
  headersOf,
  type Ids,
  NODE,
  OMNIPAY,
  type OtherClient,
  RUBY,
  SAMPLES,
  SIGNATURES,
  type Step,
  WOOCOMMERCE,
} from './testing/other-clients.ts'
import { NODE_STEPS, OMNIPAY_STEPS, RUBY_STEPS, SAMPLE_STEPS, WOOCOMMERCE_STEPS } from './testing/requests-dynamic.ts'
import { CSHARP_STEPS, GO_STEPS } from './testing/requests-typed.ts'
import { messages, type TestSandbox, testSandbox } from './testing/support.ts'

const sandbox: TestSandbox = await testSandbox()
beforeAll(() => sandbox.setClock('2026-01-15T18:00:00Z'))
afterAll(() => sandbox.close())

const CLIENTS: [name: string, client: OtherClient, steps: Step[]][] = [
  ['the vendor’s C# SDK', CSHARP, CSHARP_STEPS],
  ['Go’s client', GO, GO_STEPS],
  ['Ruby’s client and Spree', RUBY, RUBY_STEPS],
  ['Omnipay', OMNIPAY, OMNIPAY_STEPS],
  ['WooCommerce', WOOCOMMERCE, WOOCOMMERCE_STEPS],
  ['Node’s client', NODE, NODE_STEPS],
  ['the document’s samples', SAMPLES, SAMPLE_STEPS],
]

describe.each(CLIENTS)('%s', (_name, client, steps) => {
  // Each step goes on from the ones before it.
  const ids: Ids = { customer: 0, card: 0, bank: 0, payment: 0, schedule: 0 }

  test.each(steps.map((step): [string, Step] => [step.does, step]))('%s', async (_does, step) => {
    const [method, path, raw] = step.sends(ids)
    const reply = await sandbox.call(method, path, { headers: headersOf(client), ...(raw !== undefined && { raw }) })
    expect([reply.status, reply.status === step.gets ? '' : reply.text]).toEqual([step.gets, ''])
    if (step.response) expect(reply.json.Response).toMatchObject(step.response)
    if (step.messages) expect(messages(reply)).toEqual(step.messages)
    expect(client.problems(reply)).toEqual([])
    if (step.keeps) ids[step.keeps] = reply.json.Response.Id
  })
})

test.each(SIGNATURES)('the header of %s', async (_name, client) => {
  expect((await sandbox.call('GET', '/v4/customer', { headers: headersOf(client) })).status).toBe(200)
})

const BEYOND_THE_DOCUMENT: [method: string, path: string][] = [
  ['POST', '/v4/paymenttoken'],
  ['POST', '/v4/checkouttoken'],
  ['POST', '/v4/customer/matchcreditcard'],
  ['POST', '/v4/customer/matchach'],
  ['POST', '/v4/payment/credit'],
  ['GET', '/v4/customer/{id}/token'],
  ['GET', '/v4/merchant/paymentoptions'],
]

describe('fault 31: what other clients call or read beyond the document', () => {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8')

  test.each(BEYOND_THE_DOCUMENT)('%s %s is not there, and the README says so', async (method, route) => {
    const { Id } = await sandbox.customer()
    const path = route.replace('{id}', String(Id))
    const reply = await sandbox.call(method, path, { headers: headersOf(CSHARP), body: {} })
    expect([reply.status, reply.json.Meta.Errors.ErrorCode]).toEqual([404, 'NotFound'])
    expect(readme).toContain(`\`${method} ${route}\``)
  })

  test('all accounts of a customer are one array, and the README says so', async () => {
    const { Id } = await sandbox.customer()
    const [bank, card] = [await sandbox.ach(Id), await sandbox.card(Id)]
    const reply = await sandbox.call('GET', `/v4/customer/${Id}/accounts`, { headers: headersOf(CSHARP) })
    expect(reply.json.Response.map((account) => account.Id)).toEqual([card.Id, bank.Id])
    expect(readme).toContain('`{AchAccounts, CreditCardAccounts}`')
  })
})
