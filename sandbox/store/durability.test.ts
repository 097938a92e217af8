import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DEFAULTS, startSandbox } from '../sandbox.ts'
import { BANK, spawnSandbox, testSandbox } from '../testing/support.ts'
import { openLog } from './log-file.ts'

// These tests start processes, perhaps on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

let data = ''
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'sandbox-'))
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

const log = () => join(data, 'sandbox.log')

test('PS-041 kill -9 under load loses no answered payment and invents none', async () => {
  const first = await spawnSandbox(['--port', '0', '--data', data])
  const account = await first.account()
  const answered = new Set<number>()
  let sent = 0
  const client = async () => {
    for (;;) {
      sent++
      const payment = await first.pay(account, 1 + sent / 100, { OrderId: `order-${sent}` })
      answered.add(payment.Id)
      if (answered.size === 200) first.child.kill('SIGKILL')
    }
  }
  await Promise.allSettled(Array.from({ length: 8 }, client))
  await first.exited

  const second = await spawnSandbox(['--port', '0', '--data', data])
  const rows = await second.ledger()
  const ids = rows.map((row) => row.id)
  expect([...answered].filter((id) => !ids.includes(id))).toEqual([])
  expect(new Set(ids).size).toBe(rows.length)
  expect(new Set(rows.map((row) => row.orderId)).size).toBe(rows.length)
  expect(rows.length).toBeLessThanOrEqual(sent)
  expect((await second.pay(account, 1)).Id).toBe(Math.max(...ids) + 1)
  second.child.kill('SIGKILL')
})

test('PS-033 PS-051 a restart resumes customers, cards, payments, statuses, ids and the clock', async () => {
  const first = await testSandbox({ data })
  const customer = await first.customer()
  const card = await first.card(customer.Id)
  const payment = await first.pay(card.Id, 5, { OrderId: 'o' })
  await first.done('PUT', '/v4/customer', { ...customer, Company: 'Renamed' })
  await first.control('POST', '/clock', { advanceDays: 3 })
  const late = await first.pay(card.Id, 6)
  await first.close()

  const second = await testSandbox({ data })
  const { now } = await second.control('GET', '')
  expect(Date.parse(now) - Date.now()).toBeGreaterThan(2.9 * 86_400_000)
  expect(await second.done('GET', `/v4/customer/${customer.Id}`)).toMatchObject({ Company: 'Renamed' })
  expect((await second.card(customer.Id, { ExpirationDate: '10/2033' })).Id).toBe(card.Id)
  expect(await second.done('GET', `/v4/payment/${payment.Id}`)).toMatchObject({ Status: 'Settled', OrderId: 'o' })
  expect(await second.done('GET', `/v4/payment/${late.Id}`)).toEqual({ ...late, CustomerCompany: 'Renamed' })
  expect((await second.customer()).Id).toBe(customer.Id + 1)
  await second.control('POST', '/clock', { advanceDays: 1 })
  expect((await second.done('GET', `/v4/payment/${late.Id}`)).Status).toBe('Settled')
  await second.control('DELETE', '/data')
  await second.close()

  const third = await testSandbox({ data })
  expect(await third.control('GET', '')).toMatchObject({ customers: 0, accounts: 0, payments: 0 })
  expect((await third.customer()).Id).toBe(customer.Id + 2)
  await third.close()
})

test('PS-034 PS-050 PS-063 PS-064 a restart resumes bank accounts, refunds, schedules and their pending work', async () => {
  const first = await testSandbox({ data })
  await first.setClock('2013-10-28T18:00:00Z')
  const { Id: CustomerId } = await first.customer()
  const { Id: bank } = await first.ach(CustomerId)
  const payment = await first.pay(bank, 5)
  await first.advance(2)
  const credit = await first.done('PUT', `/v4/payment/${payment.Id}/reverse`)
  const start = { StartDate: '2013-11-04', ExecutionFrequencyType: 1 }
  const plan = await first.plan(bank, start)
  const paused = await first.recurring(bank, start)
  const gone = await first.recurring(bank, start)
  await first.done('PUT', `/v4/recurringpayment/${paused.Id}/pause?enddate=2013-11-06`)
  await first.done('DELETE', `/v4/recurringpayment/${gone.Id}`)
  await first.setClock('2013-11-05T18:00:00Z')
  const before = await first.done('GET', '/v4/paymentschedule')
  await first.close()

  const second = await testSandbox({ data })
  expect(await second.done('GET', '/v4/paymentschedule')).toEqual(before)
  expect((await second.call('GET', `/v4/recurringpayment/${gone.Id}`)).status).toBe(203)
  const again = await second.call('POST', '/v4/account/ach', { body: { ...BANK, CustomerId } })
  expect(again.text).toContain('This bank account is already attached to this customer.')
  expect(await second.done('GET', `/v4/payment/${credit.Id}`)).toMatchObject({ Status: 'RefundSettled' })
  await second.setClock('2013-11-30T18:00:00Z')
  expect(await second.done('GET', `/v4/paymentplan/${plan.Id}`)).toMatchObject({
    ScheduleStatus: 'Expired',
    TotalAmountPaid: 100,
  })
  const charged = await second.done('GET', `/v4/recurringpayment/${paused.Id}/payments`)
  expect([charged.length, charged[0]?.PaymentDate]).toEqual([25, '2013-11-06T07:00:00Z'])
  expect((await second.recurring(bank, { ...start, StartDate: '2014-01-01' })).Id).toBe(gone.Id + 1)
  expect(await second.done('GET', '/v4/globalSearch?Query=test')).toMatchObject({ Results: [{ OriginId: CustomerId }] })
  await second.close()
})

test('a log with many changes of the same rows is rewritten when it is opened, with the same content', async () => {
  const first = await testSandbox({ data })
  const account = await first.account()
  const payment = await first.pay(account, 5)
  await first.control('DELETE', '/data')
  const kept = await first.pay(await first.account(), 6)
  await first.advance(1)
  const schedule = await first.recurring(kept.AccountId, { StartDate: '2990-01-01', ExecutionFrequencyType: 1 })
  await first.close()
  // The same customer, changed over and over.
  const lines = readFileSync(log(), 'utf8').trimEnd().split('\n')
  const customer = lines.find((line) => line.includes(`"Id":${kept.CustomerId},`) && line.includes('"customer"'))
  appendFileSync(log(), `${customer}\n`.repeat(10_100))
  const size = statSync(log()).size

  const second = await testSandbox({ data })
  expect(statSync(log()).size).toBeLessThan(size / 100)
  expect(statSync(log()).mode & 0o777).toBe(0o600)
  await second.close()
  const third = await testSandbox({ data })
  expect(await third.done('GET', `/v4/payment/${kept.Id}`)).toMatchObject({ Status: 'Settled', Amount: 6 })
  expect((await third.call('GET', `/v4/payment/${payment.Id}`)).status).toBe(400)
  expect(Date.parse((await third.control('GET', '')).now)).toBeGreaterThan(Date.now() + 80_000_000)
  expect((await third.pay(kept.AccountId, 7)).Id).toBe(kept.Id + 1)
  expect(await third.done('GET', '/v4/paymentschedule')).toMatchObject([{ Id: schedule.Id }])
  await third.close()
})

test('a second sandbox cannot use the data of a running one, but can use that of a killed one', async () => {
  const first = await spawnSandbox(['--port', '0', '--data', data])
  await expect(startSandbox({ ...DEFAULTS, port: 0, data })).rejects.toThrow(`process ${first.child.pid}`)
  const { Id } = await first.customer()
  first.child.kill('SIGKILL')
  await first.exited
  const second = await testSandbox({ data })
  await expect(startSandbox({ ...DEFAULTS, port: 0, data })).rejects.toThrow('Another sandbox')
  expect((await second.customer()).Id).toBe(Id + 1)
  await second.close()
  expect(readdirSync(data)).not.toContain('lock')
})

test('PS-031 no file has a card number, a CVV or an API key', async () => {
  const sandbox = await testSandbox({ data, key: 'a-very-secret-key' })
  const as = { key: 'a-very-secret-key' }
  await sandbox.control('POST', '/clients', { user: 'APIUser2000', key: 'another-secret-key' })
  await sandbox.pay(await sandbox.account(as), 5, { CVV: '9753' }, as)
  await sandbox.pay(await sandbox.bank(as), 5, {}, as)
  await sandbox.close()
  const files = readdirSync(data)
  expect(files.sort()).toEqual(['fingerprint.key', 'sandbox.log'])
  for (const file of files) {
    expect(readFileSync(join(data, file), 'utf8')).not.toMatch(/4111111111111111|751666666|9753|secret-key/)
    expect(statSync(join(data, file)).mode & 0o777).toBe(0o600)
  }
})

test('an incomplete last line is dropped, and the log continues after it', async () => {
  const first = await testSandbox({ data })
  const { Id } = await first.customer()
  await first.close()
  appendFileSync(log(), '{"put":[["customer",{"Id":99')
  const second = await testSandbox({ data })
  expect(await second.control('GET', '')).toMatchObject({ customers: 1 })
  expect((await second.customer()).Id).toBe(Id + 1)
  await second.close()
  const third = await testSandbox({ data })
  expect(await third.control('GET', '')).toMatchObject({ customers: 2 })
  await third.close()
})

test('damage in the middle is reported, not skipped', async () => {
  const first = await testSandbox({ data })
  await first.customer()
  await first.close()
  writeFileSync(log(), `{"put":[["cust\n${readFileSync(log(), 'utf8')}`)
  await expect(startSandbox({ ...DEFAULTS, port: 0, data })).rejects.toThrow(/damaged at line 1/)
})

test('without --data nothing is kept', async () => {
  const first = await testSandbox()
  await first.customer()
  await first.close()
  const second = await testSandbox()
  expect(await second.control('GET', '')).toMatchObject({ customers: 0 })
  await second.close()
})

test('many appends share a sync, and lines longer than a read survive', async () => {
  const lines = Array.from({ length: 500 }, (_, n) => JSON.stringify({ n, pad: 'é'.repeat(n === 7 ? 1_500_000 : n) }))
  const file = openLog(log(), () => {})
  for (const line of lines) file.append(line)
  await file.flushed()
  expect(file.flushed()).toBeUndefined()
  await file.close()
  const read: string[] = []
  await openLog(log(), (line) => read.push(line)).close()
  expect(read).toEqual(lines)
})
