import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dayToDate, moveClock, now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { pressTwice } from '@/lib/testing/payments'
import { balanceOf, correctionOf, entryOf, recordOf, rowsOn } from '@/lib/testing/recorded'
import { correctRecorded } from './correct-recorded'
import { getRecorded, listJobRecorded } from './queries'
import { recordPayment } from './record-payment'
import { correctSchema } from './schema'

const TOTAL = 100_000
let context: OrgContext
let orgId: string
let job: { id: string; number: number }
let entryId: string

beforeEach(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
  job = await createJob(context, TOTAL)
  entryId = (await recordPayment(context, recordOf(job.number, 40_000))).id
})
const owed = async () => (await balanceOf(context, job.id, TOTAL)).owedCents

describe('a correction', () => {
  it('is a counter-entry over the whole entry, which stays as it was', async () => {
    const [before] = await rowsOn(context, job.id)
    const correction = correctionOf(entryId)
    expect(await correctRecorded(context, correction)).toEqual({ id: correction.counterId, owedCents: TOTAL })
    const [after, counter] = await rowsOn(context, job.id)
    expect(after).toEqual(before)
    expect(counter).toMatchObject({
      ...{ id: correction.counterId, correctsId: entryId, amountCents: -40_000, note: 'The check bounced' },
      ...{ method: 'check', reference: '1042', receivedOn: before?.receivedOn, recordedByName: 'Ada Admin' },
    })
    expect(await getRecorded(orgId, entryId)).toMatchObject({ state: 'corrected', correctedBy: 'Ada Admin' })
    expect(await getRecorded(orgId, correction.counterId)).toMatchObject({
      state: 'counter',
      corrects: { id: entryId },
    })
    const audit = await forOrg(orgId, (tx) =>
      tx.auditEvent.findMany({ where: { orgId, action: 'recorded_payment_corrected' } }),
    )
    expect(audit).toMatchObject([
      { subject: entryId, detail: expect.stringMatching(/^\$400\.00, Check 1042,.*bounced$/) },
    ])
  })

  it('with a new entry counts that instead, in one step, the new one above the counter-entry', async () => {
    const entry = entryOf(45_000, { reference: '1043', receiptEmail: 'olivia@example.com' })
    expect(await correctRecorded(context, correctionOf(entryId, { entry }))).toEqual({
      ...{ id: entry.id, owedCents: 55_000 },
    })
    const rows = await listJobRecorded(orgId, job.id)
    expect(rows.map(({ state, amountCents }) => [state, amountCents])).toEqual([
      ['counts', 45_000],
      ['counter', -40_000],
      ['corrected', 40_000],
    ])
    expect(rows.map(({ replaced }) => replaced)).toEqual([false, false, true])
    expect(rows[0]).toMatchObject({ emails: [{ to: 'olivia@example.com', status: 'queued' }] })
    expect(await getRecorded(orgId, entry.id)).toMatchObject({ replaces: { id: entryId } })
  })

  it('is made once by one form, however often it is sent, also at once', async () => {
    const entry = entryOf(45_000)
    const correction = correctionOf(entryId, { entry })
    const all = await Promise.all(Array.from({ length: 3 }, () => correctRecorded(context, correction)))
    expect(all).toEqual(Array(3).fill({ id: entry.id, owedCents: 55_000 }))
    expect(await rowsOn(context, job.id)).toHaveLength(3)
    await expect(correctRecorded(context, { ...correction, entry: { ...entry, amountCents: 46_000 } })).rejects.toThrow(
      'This form was already used',
    )
    await expect(correctRecorded(context, { ...correction, entry: null })).rejects.toThrow('already corrected')
  })

  it('is made once by two tablets at once: the other is told who was first', async () => {
    const two = [correctionOf(entryId), correctionOf(entryId, { entry: entryOf(45_000) })]
    const results = await Promise.allSettled(two.map((each) => correctRecorded(context, each)))
    const refused = results.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []))
    expect(refused).toEqual([expect.stringContaining('Ada Admin already corrected this entry. Reload')])
    const rows = await rowsOn(context, job.id)
    expect(rows.filter(({ correctsId }) => correctsId === entryId)).toHaveLength(1)
    expect([TOTAL, 55_000]).toContain(await owed())
  })

  it('may be corrected again, and a counter-entry may not', async () => {
    const entry = entryOf(45_000)
    const first = correctionOf(entryId, { entry })
    await correctRecorded(context, first)
    await expect(correctRecorded(context, correctionOf(first.counterId))).rejects.toThrow('A reversing entry can’t')
    await correctRecorded(context, correctionOf(entry.id))
    expect(await owed()).toBe(TOTAL)
  })

  it('that changes nothing is refused, and one of only the note isn’t', async () => {
    const [row] = await rowsOn(context, job.id)
    const same = entryOf(40_000)
    await expect(correctRecorded(context, correctionOf(entryId, { entry: same }))).rejects.toThrow(
      'Nothing is different',
    )
    expect(row?.note).toBeNull()
    await correctRecorded(context, correctionOf(entryId, { entry: { ...same, note: 'From her sister' } }))
    expect(await owed()).toBe(60_000)
  })

  it('asks before it overpays the job, and leaves everything as it was until then', async () => {
    const correction = correctionOf(entryId, { entry: entryOf(140_000) })
    await expect(correctRecorded(context, correction)).rejects.toMatchObject({
      fields: { sure: `This overpays job ${job.number} by $400.00.` },
    })
    expect(await rowsOn(context, job.id)).toHaveLength(1)
    await pressTwice((sure) => correctRecorded(context, { ...correction, sure }))
    expect(await balanceOf(context, job.id, TOTAL)).toMatchObject({ overpaidCents: 40_000 })
  })

  it('of an unknown entry is refused', () =>
    expect(correctRecorded(context, correctionOf(randomUUID()))).rejects.toThrow('no longer exists'))

  it('of what others recorded is the office’s, not a contractor’s', async () => {
    const other = { ...context, user: { ...context.user, id: randomUUID() } }
    const contractor: OrgContext = { ...other, role: 'contractor' }
    await expect(correctRecorded(contractor, correctionOf(entryId))).rejects.toThrow('that you recorded yourself')
    expect(await rowsOn(context, job.id)).toHaveLength(1)
    await correctRecorded({ ...other, role: 'bookkeeper' }, correctionOf(entryId))
    expect(await owed()).toBe(TOTAL)
  })

  it('by those who may not take payments takes it out and records nothing instead', async () => {
    const bookkeeper: OrgContext = { ...context, role: 'bookkeeper' }
    const entry = entryOf(1_234_500, { method: 'cash', reference: null })
    await expect(
      pressTwice((sure) => correctRecorded(bookkeeper, correctionOf(entryId, { entry, sure }))),
    ).rejects.toThrow('but not record a payment')
    expect(await rowsOn(context, job.id)).toHaveLength(1)
    await correctRecorded(bookkeeper, correctionOf(entryId))
    expect(await owed()).toBe(TOTAL)
  })
})

describe('a check that came back', () => {
  beforeEach(async () => {
    moveClock(new Date('2026-11-28T18:00:00Z').getTime() - Date.now())
    job = await createJob(context, TOTAL)
    entryId = (await recordPayment(context, recordOf(job.number, 40_000, { receivedOn: '2026-11-10' }))).id
  })
  afterEach(() => moveClock(0))

  it('leaves the balance on the day it came back, and the day it was received stays as it was', async () => {
    const correction = correctionOf(entryId, { cameBackOn: '2026-11-20' })
    expect(await correctRecorded(context, correction)).toEqual({ id: correction.counterId, owedCents: TOTAL })
    expect(await correctRecorded(context, correction)).toEqual({ id: correction.counterId, owedCents: TOTAL })
    expect(await getRecorded(orgId, entryId)).toMatchObject({
      ...{ state: 'returned', receivedOn: '2026-11-10', cameBackOn: '2026-11-20', correctedBy: 'Ada Admin' },
    })
    expect(await getRecorded(orgId, correction.counterId)).toMatchObject({
      ...{ state: 'return', receivedOn: '2026-11-20', amountCents: -40_000, note: 'The check bounced' },
    })
    const audit = await forOrg(orgId, (tx) => tx.auditEvent.findMany({ where: { orgId, subject: entryId } }))
    expect(audit.at(-1)?.detail).toContain(`on job ${job.number}. Came back Nov 20, 2026. The check bounced`)
    const other = { ...correction, cameBackOn: '2026-11-21' }
    await expect(correctRecorded(context, other)).rejects.toThrow('already corrected')
    await expect(correctRecorded(context, { ...other, cameBackOn: null })).rejects.toThrow('already corrected')
  })

  it('came back today at the latest, and not before it was received', async () => {
    const on = (cameBackOn: string) => correctRecorded(context, correctionOf(entryId, { cameBackOn }))
    await expect(on('2026-11-29')).rejects.toMatchObject({
      fields: { cameBackOn: expect.stringContaining('in the future') },
    })
    await expect(on('2026-11-09')).rejects.toMatchObject({
      fields: { cameBackOn: expect.stringContaining('It was received Nov 10, 2026') },
    })
    await on('2026-11-10')
    expect(await getRecorded(orgId, entryId)).toMatchObject({ state: 'returned', cameBackOn: '2026-11-10' })
  })

  it('long ago is asked about', async () => {
    moveClock(new Date('2027-11-28T18:00:00Z').getTime() - Date.now())
    const correction = correctionOf(entryId, { cameBackOn: '2026-11-28' })
    await expect(correctRecorded(context, correction)).rejects.toMatchObject({
      fields: { sure: 'Nov 28, 2026 is more than 90 days ago.' },
    })
    await pressTwice((sure) => correctRecorded(context, { ...correction, sure }))
    expect(await owed()).toBe(TOTAL)
  })

  it('is held to those days by the database, too', async () => {
    const [wrong] = await rowsOn(context, job.id)
    const insert = (changes: object) =>
      forOrg(orgId, (tx) =>
        tx.recordedPayment.create({
          data: {
            ...{ orgId, id: randomUUID(), jobId: job.id, amountCents: -40_000, jobTotalCents: TOTAL, method: 'check' },
            ...{ receivedOn: wrong?.receivedOn ?? now(), recordedById: context.user.id, recordedByName: 'Ada' },
            ...{ correctsId: entryId, ...changes },
          },
        }),
      )
    await expect(insert({ receivedOn: dayToDate('2026-11-11') })).rejects.toThrow('of the day of its entry')
    await expect(insert({ receivedOn: dayToDate('2026-11-09'), cameBack: true })).rejects.toThrow('of the day of its')
    await expect(insert({ correctsId: null, amountCents: 1, cameBack: true })).rejects.toThrow('recorded_payment_came')
    await insert({ receivedOn: dayToDate('2026-11-11'), cameBack: true })
  })

  it('is asked for its day by the form, and only then', () => {
    const form = {
      ...{
        id: randomUUID(),
        entryId,
        counterId: randomUUID(),
        why: 'The check bounced',
        amount: '400',
        method: 'check',
      },
      ...{ reference: '1042', receivedOn: '2026-11-10', note: '', receiptEmail: '', sure: null },
    }
    const problems = (changes: object) => [
      ...new Set(correctSchema.safeParse({ ...form, ...changes }).error?.issues.map(({ path }) => path.join('.'))),
    ]
    expect(problems({ way: 'came_back', cameBackOn: null })).toEqual(['cameBackOn'])
    expect(problems({ way: 'came_back', cameBackOn: '' })).toEqual(['cameBackOn'])
    expect(problems({ way: 'never', cameBackOn: '2026-11-20' })).toEqual(['cameBackOn'])
    expect(problems({ way: 'again', cameBackOn: null, why: '\0\0\0\0\0' })).toEqual(['why'])
    expect(correctSchema.parse({ ...form, way: 'came_back', cameBackOn: '2026-11-20' })).toMatchObject({
      ...{ entry: null, cameBackOn: '2026-11-20' },
    })
  })
})
