import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '@/lib/testing/sandbox'
import { newClientOf } from './test-support'

// What only the raw call can do: bodies and pages that aren't JSON.

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.kill())

it('PS-010 a body that is not JSON is a clear 400 in the API’s own shape, and nothing is stored', async () => {
  const paysimple = await newClientOf(sandbox.url)
  for (const body of ['{"FirstName": "Test"', 'FirstName=Test', '[1, 2', '"just text"']) {
    const answer = await paysimple.raw({ method: 'POST', path: '/v4/customer', body })
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.text)).toMatchObject({ Meta: { Errors: { ErrorCode: 'InvalidInput' } }, Response: null })
  }
  expect(await paysimple.customers.count()).toBe(0)
})

it('PS-081 the API Test Tool is a page at /v4/help and /v4/help/test', async () => {
  const paysimple = await newClientOf(sandbox.url)
  for (const path of ['/v4/help', '/v4/help/test']) {
    const answer = await paysimple.raw({ method: 'GET', path })
    expect(answer.status).toBe(200)
    expect(answer.text).toMatch(/^<!doctype html>/i)
  }
})
