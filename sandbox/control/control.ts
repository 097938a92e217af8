/** /_sandbox: what tests do to the sandbox, outside the API. No authorization; the server listens on loopback only. */
import type { Answer } from '../http/envelope.ts'
import type { Body } from '../http/fields.ts'
import type { App } from '../store/app.ts'
import { enumName, PAYMENT_STATUSES } from '../store/enumerations.ts'
import type { Payment } from '../store/rows.ts'
import { addLocalDays, toSeconds } from '../time/calendar.ts'
import { type FaultKind, type Faults, KINDS, ROUTE_PATTERN } from './faults.ts'
import type { Journal } from './journal.ts'

export type Controls = { app: App; faults: Faults; journal: Journal }

/** A request that cannot be carried out, with a sentence for the author of the test. */
class Misuse extends Error {}

const MAX_FAULT_MS = 600_000
const MAX_ADVANCE_DAYS = 36_600

type Request = { params: string[]; query: ReadonlyMap<string, string>; body: Body }
type Control = (controls: Controls, request: Request) => unknown

const TABLE: readonly [method: string, path: RegExp, run: Control][] = [
  ['GET', /^\/_sandbox$/, ({ app, faults }) => summary(app, faults)],
  ['POST', /^\/_sandbox\/clock$/, moveClock],
  ['GET', /^\/_sandbox\/faults$/, ({ faults }) => ({ faults: faults.list(), kinds: kindsAndMeanings() })],
  ['POST', /^\/_sandbox\/faults$/, addFault],
  ['DELETE', /^\/_sandbox\/faults$/, clearFaults],
  ['POST', /^\/_sandbox\/clients$/, addClient],
  ['POST', /^\/_sandbox\/payments\/(\d{1,15})\/status$/, setStatus],
  ['GET', /^\/_sandbox\/ledger$/, ledger],
  ['DELETE', /^\/_sandbox\/data$/, deleteData],
  ['GET', /^\/_sandbox\/journal$/, ({ journal }) => ({ total: journal.total(), requests: journal.list() })],
]

/** Carries out a control request. The answer is plain JSON: a 400, 404 or 405 has `{"error": "…"}`. */
export async function control(
  controls: Controls,
  method: string,
  path: string,
  query: ReadonlyMap<string, string>,
  body: Body | undefined,
): Promise<Answer> {
  const onPath = TABLE.filter(([, pattern]) => pattern.test(path))
  const entry = onPath.find(([known]) => known === method)
  if (onPath.length === 0) return json(404, { error: `There is no ${path} here. See sandbox/README.md.` })
  if (!entry) return json(405, { error: `${path} does not take ${method}.` })
  if (method === 'POST' && !body) return json(400, { error: 'The body must be a JSON object.' })
  const [, pattern, run] = entry
  try {
    const params = (pattern.exec(path) ?? []).slice(1)
    // The control shows and changes the state as of now, so it runs what is due first.
    controls.app.clock.tick()
    const result = run(controls, { params, query, body: body ?? {} })
    await controls.app.store.flushed()
    return json(200, result)
  } catch (error) {
    if (error instanceof Misuse) return json(400, { error: error.message })
    throw error
  }
}

function summary({ store, clock, clients, duplicates }: App, faults: Faults) {
  return {
    now: new Date(clock.now()).toISOString(),
    duplicates,
    clients: clients.size,
    customers: store.customers.size,
    accounts: store.accounts.size,
    schedules: store.schedules.size,
    payments: store.payments.size,
    faults: faults.list().length,
  }
}

/** Moves business time only: signatures are checked against real time. */
function moveClock({ app, faults }: Controls, { body }: Request) {
  const { advanceDays, now } = body
  if (typeof advanceDays === 'number' && Number.isFinite(advanceDays) && now === undefined) {
    if (advanceDays < 0 || advanceDays > MAX_ADVANCE_DAYS) throw new Misuse(`advanceDays is 0 to ${MAX_ADVANCE_DAYS}.`)
    moveWithin(app, addLocalDays(app.clock.now(), advanceDays))
  } else if (typeof now === 'string' && advanceDays === undefined) {
    moveWithin(app, Date.parse(now))
  } else throw new Misuse('Send either {"advanceDays": n} or {"now": "2026-01-31T12:00:00Z"}.')
  return summary(app, faults)
}

function moveWithin({ clock }: App, ms: number) {
  const year = new Date(ms).getUTCFullYear()
  if (Number.isNaN(ms) || year < 2000 || year > 2999) throw new Misuse('now is an ISO instant, years 2000 to 2999.')
  clock.moveTo(ms)
}

function addFault({ faults }: Controls, { body }: Request) {
  const { route, kind, rate, seed, ms, times } = body
  if (typeof route !== 'string' || !ROUTE_PATTERN.test(route)) {
    throw new Misuse('route is a method and a path, such as "POST /v4/payment" or "GET /v4/customer/*/payments".')
  }
  if (!isKind(kind)) throw new Misuse(`kind is one of ${Object.keys(KINDS).join(', ')}.`)
  faults.add({
    route,
    kind,
    ms: number('ms', ms, null, 0, MAX_FAULT_MS),
    rate: number('rate', rate, 1, 0, 1) ?? 1,
    seed: number('seed', seed, 1, 0, 0xffff_ffff) ?? 1,
    // A rate has no natural end. Any other fault happens once by default.
    times: number('times', times, rate === undefined || rate === null ? 1 : null, 1, 1_000_000_000),
  })
  return { faults: faults.list() }
}

function clearFaults({ faults }: Controls) {
  faults.clear()
  return { faults: faults.list() }
}

function isKind(kind: unknown): kind is FaultKind {
  return typeof kind === 'string' && Object.hasOwn(KINDS, kind)
}

function number(name: string, value: unknown, otherwise: number | null, min: number, max: number): number | null {
  if (value === undefined || value === null) return otherwise
  const whole = name === 'rate' || Number.isInteger(value)
  if (typeof value === 'number' && whole && value >= min && value <= max) return value
  throw new Misuse(`${name} is a number from ${min} to ${max}.`)
}

function kindsAndMeanings() {
  return Object.fromEntries(Object.entries(KINDS).map(([name, { about }]) => [name, about]))
}

/** Keys are in memory only: after a restart, tests must post all clients but the first again. */
function addClient({ app }: Controls, { body: { user, key } }: Request) {
  if (typeof user !== 'string' || !isUserName(user)) throw new Misuse('user is 1 to 100 letters, digits, . _ @ or -.')
  if (typeof key !== 'string' || key === '' || key.length > 1000)
    throw new Misuse('key is a text of 1 to 1000 characters.')
  app.clients.set(user, key)
  return { user }
}

export function isUserName(text: string): boolean {
  return /^[\w.@-]{1,100}$/.test(text)
}

function statusOf(name: string, value: unknown) {
  const status = typeof value === 'string' || typeof value === 'number' ? enumName(PAYMENT_STATUSES, value) : undefined
  if (!status) throw new Misuse(`${name} is one of ${Object.values(PAYMENT_STATUSES).join(', ')}.`)
  return status
}

/**
 * Sets a status that no API call can cause: a chargeback, a return, a payment stuck in Pending. With `from`, only if
 * the payment has one of these statuses: a payment voided in the meantime must not settle.
 */
function setStatus({ app }: Controls, { params: [id], body }: Request) {
  const row = app.store.payments.get(Number(id))
  if (!row) throw new Misuse(`There is no payment ${id}.`)
  const name = statusOf('status', body.status)
  if (body.from !== undefined) {
    if (!Array.isArray(body.from)) throw new Misuse('from is a list of statuses.')
    if (!body.from.map((status) => statusOf('from', status)).includes(row.Status)) return ledgerRow(app, row)
  }
  const now = toSeconds(app.clock.now())
  row.Status = name
  row.LastModified = now
  if (name === 'Settled' || name === 'RefundSettled') row.ActualSettledDate ??= now
  if (name === 'Returned' || name === 'ReverseNSF') row.ReturnDate ??= now
  app.store.commit(['payment', row])
  return ledgerRow(app, row)
}

/** Every payment and credit, hidden or not: the truth to check a client's own records against. */
function ledger({ app }: Controls, { query }: Request) {
  const orderId = query.get('orderid')
  const rows = [...app.store.payments.values()]
  return {
    payments: rows.filter((row) => orderId === undefined || row.OrderId === orderId).map((row) => ledgerRow(app, row)),
  }
}

function ledgerRow({ store }: App, row: Payment) {
  return {
    client: row.client,
    id: row.Id,
    customerId: row.CustomerId,
    customerLastName: store.customers.get(row.CustomerId)?.LastName ?? null,
    accountId: row.AccountId,
    orderId: row.OrderId,
    amountCents: row.amountCents,
    status: row.Status,
    isDebit: row.IsDebit,
    paymentType: row.PaymentType,
    referenceId: row.ReferenceId,
    scheduleId: row.RecurringScheduleId,
    createdOn: toSeconds(row.createdMs),
    lastModified: row.LastModified,
  }
}

/** Empties the sandbox and returns it to real time. Clients and faults stay: they are not data. */
function deleteData({ app, faults, journal }: Controls) {
  app.store.reset()
  app.hidden.clear()
  app.clock.moveTo(Date.now())
  journal.clear()
  return summary(app, faults)
}

function json(status: number, value: unknown): Answer {
  return { status, body: JSON.stringify(value) }
}
