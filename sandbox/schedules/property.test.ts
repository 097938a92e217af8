/** 10,000 random schedules under random clock moves collect what an independent model says, to the cent and the day. */
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { mersenne } from 'pure-rand/generator/mersenne'
import { expect, test } from 'vitest'
import { createAch } from '../accounts/ach.ts'
import { createCard } from '../accounts/credit-cards.ts'
import { runBatches } from '../batches.ts'
import { createCustomer } from '../customers/customers.ts'
import type { Call, Handler } from '../http/call.ts'
import type { App } from '../store/app.ts'
import { memoryLog } from '../store/log-file.ts'
import { createStore } from '../store/store.ts'
import type { Json } from '../testing/answers.ts'
import { charge, type Frequency, type Model, midnight, morning, nextDay, text } from '../testing/schedule-model.ts'
import { createClock } from '../time/clock.ts'
import { pauseSchedule, resumeSchedule, suspendSchedule } from './changes.ts'
import { createPlan, createRecurring } from './create.ts'
import { updateRecurring } from './edit.ts'
import { getSchedule } from './queries.ts'

const WORLDS = 200
const SCHEDULES = 50
const SEED = Number(process.env.SEED ?? 20_131_028)
const REAL_NOW = Date.UTC(2026, 0, 1)

const FREQUENCIES: Frequency[] = [
  'Daily',
  'Weekly',
  'BiWeekly',
  'FirstofMonth',
  'SpecificDayofMonth',
  'LastofMonth',
  'Quarterly',
  'SemiAnnually',
  'Annually',
]

type Random = (min: number, max: number) => number

/** Each world has its own generator, so that its seed repeats it alone. */
function randomFrom(seed: number): Random {
  const generator = mersenne(seed)
  return (min, max) => uniformInt(generator, min, max)
}

/** The sandbox without its server: calls handlers directly, moves the clock, writes nothing. */
function world(today: number) {
  const store = createStore(() => memoryLog)
  const clock = createClock(
    store,
    (...days) => runBatches(store, ...days),
    () => REAL_NOW,
  )
  const app: App = {
    store,
    clock,
    fingerprint: (number) => number,
    duplicates: 'ach',
    clients: new Map(),
    hidden: new Map(),
  }
  const call = (handle: Handler, more: Partial<Call>): Json => {
    const answer = handle({ app, client: 'c', ids: [], query: new Map(), body: {}, forced: {}, ...more })
    if (answer.status >= 300)
      throw new Error(`${answer.status} ${answer.body} for ${JSON.stringify(more.body ?? more)}`)
    return JSON.parse(answer.body ?? 'null')?.Response
  }
  // Noon, so that the hour of daylight saving never reaches another day.
  const arrive = (day: number) => clock.moveTo(Date.parse(`${text(day)}T19:00:00Z`))
  arrive(today)
  const CustomerId = call(createCustomer, { body: { FirstName: 'A', LastName: 'B', ShippingSameAsBilling: true } }).Id
  const card = { CustomerId, CreditCardNumber: '4111111111111111', ExpirationDate: '12/2040', Issuer: 12 }
  const bank = {
    CustomerId,
    RoutingNumber: '131111114',
    AccountNumber: '751111111',
    BankName: 'B',
    IsCheckingAccount: true,
  }
  const accounts = [call(createCard, { body: card }).Id, call(createAch, { body: bank }).Id]
  return { store, call, arrive, accounts }
}

function randomSchedule(random: Random, today: number): Model {
  const frequency = FREQUENCIES[random(0, 8)] ?? 'Daily'
  const start = today + (random(0, 2) === 0 ? 0 : random(1, 70))
  const weekly = frequency === 'Weekly' || frequency === 'BiWeekly'
  const plan = random(0, 1) === 0
  const payments = random(0, 3) === 0 ? random(1, 99) : random(1, 12)
  const hasFirst = start > today && random(0, 2) === 0
  const firstCents = hasFirst ? random(1, 50_000) : 0
  const model: Model = {
    frequency,
    parameter: weekly ? random(1, 7) : random(1, 31),
    cents: random(1, 300_000),
    // Enough that rounding never uses it up. Tiny amounts have their own test.
    plan: plan ? { payments, totalCents: firstCents + payments * random(50, 90_000) + random(0, payments - 1) } : null,
    start,
    end: plan || random(0, 2) > 0 ? null : start + random(0, 400),
    first: hasFirst ? { day: random(today, start - 1), cents: firstCents } : null,
    anchor: start,
    state: 'active',
    pausedUntil: null,
    firstPaid: false,
    made: 0,
    last: -1,
    charges: [],
  }
  charge(model, today)
  return model
}

const dollars = (cents: number) => Number(`${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`)

function bodyOf(model: Model, AccountId: number) {
  return {
    AccountId,
    StartDate: text(model.start),
    ExecutionFrequencyType: model.frequency,
    ExecutionFrequencyParameter: model.parameter,
    ...(model.plan
      ? { TotalDueAmount: dollars(model.plan.totalCents), TotalNumberOfPayments: model.plan.payments }
      : { PaymentAmount: dollars(model.cents), EndDate: model.end === null ? null : text(model.end) }),
    ...(model.first && {
      FirstPaymentAmount: dollars(model.first.cents),
      FirstPaymentDate: text(model.first.day),
    }),
  }
}

/** Does one change that a client can make to a schedule, and the same to the model. */
function change(
  random: Random,
  model: Model,
  today: number,
  act: (handle: Handler, more?: Partial<Call>) => void,
  AccountId: number,
) {
  const type = model.plan ? ('PaymentPlan' as const) : ('RecurringPayment' as const)
  const what = random(0, 4)
  if (model.state === 'expired') return
  if (what === 0) {
    act(suspendSchedule(type))
    Object.assign(model, { state: 'suspended', pausedUntil: null })
  } else if (what === 1 && model.state === 'active') {
    const until = today + random(1, 120)
    act(pauseSchedule(type), { query: new Map([['enddate', text(until)]]) })
    Object.assign(model, { state: 'suspended', pausedUntil: until })
  } else if (what === 2 && model.state === 'suspended') {
    act(resumeSchedule(type))
    model.state = 'active'
    charge(model, today)
  } else if (what === 3 && !model.plan) {
    model.cents = random(1, 300_000)
    if (random(0, 2) === 0) {
      const before = `${model.frequency} ${model.parameter}`
      model.frequency = FREQUENCIES[random(0, 8)] ?? 'Daily'
      model.parameter = random(1, 7)
      const parameterized = ['Weekly', 'BiWeekly', 'SpecificDayofMonth'].includes(model.frequency)
      const same =
        before === `${model.frequency} ${model.parameter}` ||
        (!parameterized && before.startsWith(`${model.frequency} `))
      if (model.start <= today && !same) model.anchor = model.last >= 0 ? model.last : model.start
    }
    const { FirstPaymentAmount, FirstPaymentDate, EndDate, ...body } = bodyOf(model, AccountId) as Json
    act(updateRecurring, { body })
    charge(model, today)
  }
}

test('PS-060 PS-061 PS-063 PS-064 PS-066 PS-067 10,000 schedules to the cent and the day', () => {
  let charges = 0
  for (let n = 0; n < WORLDS; n++) {
    const random = randomFrom(SEED + n)
    const begin = 13_900 + random(0, 12_000)
    const { store, call, arrive, accounts } = world(begin)
    const schedules = Array.from({ length: SCHEDULES }, () => {
      const model = randomSchedule(random, begin)
      const AccountId = accounts[random(0, 1)] ?? 0
      const answer = call(model.plan ? createPlan : createRecurring, { body: bodyOf(model, AccountId) })
      return { model, AccountId, Id: answer.Id as number }
    })
    // Some worlds last for years, so that leap days and long intervals occur.
    const moves = Array.from({ length: random(3, 12) }, () => (random(0, 3) === 0 ? random(1, 150) : random(0, 30)))
    if (n % 5 === 0) moves.push(random(300, 900))
    let today = begin
    for (const days of moves) {
      const arrived = today + days
      for (const { model } of schedules) for (let day = today + 1; day <= arrived; day++) morning(model, day)
      arrive(arrived)
      today = arrived
      for (const { model, AccountId, Id } of schedules) {
        if (random(0, 5) > 0) continue
        const act = (handle: Handler, more: Partial<Call> = {}) =>
          void call(handle, { ids: [Id], ...more, ...(more.body && { body: { ...more.body, Id } }) })
        change(random, model, today, act, AccountId)
      }
    }

    for (const { model, AccountId, Id } of schedules) {
      const where = `seed ${SEED}, world ${n}, schedule ${Id}: ${JSON.stringify({ ...model, charges: undefined })}`
      const paid = store.paymentsOfSchedule(Id)
      charges += paid.length
      expect(
        paid.map((payment) => `${payment.PaymentDate} ${payment.amountCents}`),
        where,
      ).toEqual(model.charges.map(({ day, cents }) => `${midnight(day)} ${cents}`))
      for (const payment of paid) {
        const settles =
          Date.parse(`${payment.PaymentDate.slice(0, 10)}T00:00:00Z`) / 86_400_000 + (AccountId === accounts[0] ? 1 : 2)
        const waiting = AccountId === accounts[0] ? 'Authorized' : 'Posted'
        if (payment.Status !== (settles <= today ? 'Settled' : waiting)) expect(payment.Status, where).toBe(settles)
      }
      const wire = call(getSchedule(model.plan ? 'PaymentPlan' : 'RecurringPayment'), { ids: [Id] })
      const sum = model.charges.reduce((total, { cents }) => total + cents, 0)
      const next = nextDay(model, today)
      expect(wire, where).toMatchObject({
        ScheduleStatus: model.state === 'active' ? 'Active' : model.state === 'suspended' ? 'Suspended' : 'Expired',
        TotalAmountPaid: dollars(sum),
        NumberOfPaymentsMade: model.made,
        NextScheduleDate: next === null ? '0001-01-01T07:00:00Z' : midnight(next),
        DateOfLastPaymentMade: model.last < 0 ? null : midnight(model.last),
        FirstPaymentDone: model.charges.length > 0,
        ...(model.plan && { BalanceRemaining: dollars(model.plan.totalCents - sum) }),
      })
      if (model.plan && model.made === model.plan.payments && (model.firstPaid || !model.first)) {
        expect(sum, where).toBe(model.plan.totalCents)
      }
    }
  }
  expect(charges).toBeGreaterThan(WORLDS * SCHEDULES)
}, 180_000)
