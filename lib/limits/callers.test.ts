import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createPaySimple } from '@/lib/paysimple/client'
import { ACTS, type Act } from './acts'

// Everything of ours that changes something at PaySimple is behind a limit. Whoever adds a call has to say which.

/** What of the client only reads. Everything else of it changes something at PaySimple, or may. */
const READS = new Set([
  ...['get', 'list', 'all', 'listLite', 'allLite', 'count', 'defaultCreditCard', 'defaultAch', 'payments'],
  ...['recurringPayments', 'paymentPlans', 'paymentSchedules', 'accounts', 'creditCardAccounts', 'achAccounts'],
  ...['globalSearch', 'template', 'lookup'],
])
const { raw: _, ...resources } = createPaySimple({ baseUrl: 'http://127.0.0.1:1', userName: 'x', apiKey: 'x' })
const WRITES = new Map(
  Object.entries(resources).map(([name, methods]) => [
    name,
    Object.keys(methods).filter((method) => !READS.has(method)),
  ]),
)
const ALL_WRITES = new Set([...WRITES.values()].flat())
const ROOMS = ['app', 'components', 'lib', 'server', 'scripts/worker.ts', 'scripts/compiled.ts']

const files = ROOMS.flatMap((room) =>
  room.endsWith('.ts')
    ? [room]
    : readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`),
).filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|^lib\/(paysimple|testing)\//.test(file))
const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))

/** "file resource.method" of each call that changes something. */
function writingCalls(): string[] {
  const calls = new Set<string>()
  for (const [file, source] of sources) {
    if (!/paysimple/i.test(source)) continue
    for (const [resource, methods] of WRITES)
      for (const method of methods)
        if (new RegExp(`\\b${resource}\\??\\.${method}\\(`).test(source)) calls.add(`${file} ${resource}.${method}`)
    // A resource under another name: which one, its own file says.
    for (const [, method = ''] of source.matchAll(/\baccounts\.(\w+)\(/g))
      if (ALL_WRITES.has(method)) calls.add(`${file} accounts.${method}`)
    if (/\braw\(/.test(source)) calls.add(`${file} raw`)
  }
  return [...calls].sort()
}

type Gate = { act: Act; in: string } | { by: 'worker'; because: string }
const PAYMENT = { act: 'payment', in: 'lib/payments/take/payment-limits.ts' } as const
const CUSTOMER_PAYMENT = { act: 'customer payment', in: 'lib/payments/take/payment-limits.ts' } as const
const CUSTOMER_DIALOG = { act: 'customer dialog', in: 'lib/payments/take/warm-up.ts' } as const
const BOTH_PAYMENTS = [PAYMENT, CUSTOMER_PAYMENT] as const
const DIALOG = { act: 'dialog', in: 'lib/payments/take/warm-up.ts' } as const
const PAYMENTS_AND_DIALOGS = [...BOTH_PAYMENTS, DIALOG, CUSTOMER_DIALOG] as const
const REVERSAL = { act: 'reversal', in: 'lib/payments/reverse/reverse-payment.ts' } as const
const CHANGE = { act: 'account change', in: 'lib/payment-accounts/manage.ts' } as const
const CUSTOMER_CHANGE = { act: 'customer account change', in: 'lib/payment-accounts/manage.ts' } as const

/** By which acts a file comes to its calls, and where those are counted. */
const GATES: Record<string, readonly Gate[]> = {
  'lib/payments/take/send-charge.ts payments.create': [
    ...BOTH_PAYMENTS,
    REVERSAL, // the recharge of a partial refund
    { act: 'reversal', in: 'lib/payments/review/complete-partial-refund.ts' },
    { by: 'worker', because: 'it charges the recharge of a refund that a member asked for, once' },
  ],
  'lib/payment-accounts/register-account.ts creditCards.create': BOTH_PAYMENTS,
  'lib/payment-accounts/register-account.ts achAccounts.create': BOTH_PAYMENTS,
  'lib/payment-accounts/register-account.ts achAccounts.update': BOTH_PAYMENTS,
  'lib/payment-accounts/paysimple-customer.ts customers.create': PAYMENTS_AND_DIALOGS,
  'lib/payment-accounts/paysimple-customer.ts customers.update': PAYMENTS_AND_DIALOGS,
  'lib/payment-accounts/bring-up-to-date.ts customers.update': PAYMENTS_AND_DIALOGS,
  'lib/payment-accounts/manage.ts customers.setDefaultAccount': [CHANGE],
  'lib/payment-accounts/manage.ts creditCards.update': [CHANGE],
  'lib/payment-accounts/manage.ts achAccounts.update': [CHANGE],
  'lib/payment-accounts/manage.ts accounts.delete': [CHANGE, CUSTOMER_CHANGE],
  'lib/payments/reverse/reverse-payment.ts payments.void': [REVERSAL],
  'lib/payments/reverse/reverse-payment.ts payments.reverse': [REVERSAL],
  'lib/payments/reconcile/duplicate-charges.ts payments.void': [
    { act: 'reversal', in: 'lib/payments/reconcile/duplicate-charges.ts' },
    { by: 'worker', because: 'the sync voids the younger of two records of one payment, once' },
  ],
  'lib/payments/reconcile/duplicate-charges.ts payments.reverse': [
    { act: 'reversal', in: 'lib/payments/reconcile/duplicate-charges.ts' },
  ],
  'lib/api-test/send-test-call.ts raw': [
    { act: 'test call', in: 'lib/api-test/send-test-call.ts' },
    { act: 'moving test call', in: 'lib/api-test/send-test-call.ts' },
  ],
}

const asks = (file: string, act: Act) =>
  new RegExp(`\\b(?:admit|askAdmission)\\(\\s*\\w+,\\s*'${act}'`).test(sources.get(file) ?? '')

it('each call that changes something at PaySimple is behind a limit', () => {
  expect(writingCalls()).toEqual(Object.keys(GATES).sort())
})

it.each(Object.entries(GATES))('%s', (_, gates) => {
  expect(gates.some((gate) => 'act' in gate)).toBe(true)
  for (const gate of gates) if ('act' in gate) expect(asks(gate.in, gate.act), `${gate.act} in ${gate.in}`).toBe(true)
})

it.each(Object.keys(ACTS) as Act[])('the act %s is counted somewhere', (act) => {
  const isCounted =
    act === 'search' ? [...sources.values()].some((source) => source.includes('searchProblem()')) : false
  expect(isCounted || files.some((file) => asks(file, act))).toBe(true)
})

it('every route that gives a file away is counted', () => {
  const routes = files.filter((file) => file.startsWith('app/') && sources.get(file)?.includes('csvDownload('))
  expect(routes.length).toBeGreaterThanOrEqual(2)
  for (const file of routes) expect(asks(file, 'export'), file).toBe(true)
})

it('every search of a page or action is counted', () => {
  const searching = files.filter(
    (file) => file.startsWith('app/') && /\bqueryParam\(|\bfindCustomers\([^,]+, (?!'')/.test(sources.get(file) ?? ''),
  )
  expect(searching.length).toBeGreaterThanOrEqual(4)
  for (const file of searching) expect(sources.get(file), file).toMatch(/\b(searchProblem|admitSearch)\(\)/)
  const filtered = files.filter(
    (file) => file.startsWith('app/') && file.endsWith('page.tsx') && /<SearchBox\b/.test(sources.get(file) ?? ''),
  )
  for (const file of filtered) expect(sources.get(file), file).toContain('searchProblem()')
})
