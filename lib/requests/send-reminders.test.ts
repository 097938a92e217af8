import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { revokeLink } from '@/lib/customer-links/create-link'
import { formatDay } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { writeMessage } from '@/lib/email/write-message'
import type { OrgContext } from '@/lib/orgs/context'
import { agreedJob, ask, dayIn, hourIn, mailsOf, NOAH, OLIVIA, requestsOf } from '@/lib/testing/asked'
import { createOrg } from '@/lib/testing/fixtures'
import { insertPayment, jobWithDocument } from '@/lib/testing/papers'
import { seededRandom } from '@/tools/testing/seeded-random'
import { savePolicy } from './policy-store'
import { cancelRequest } from './request-payment'
import { policySchema } from './schema'
import { sendReminders } from './send-reminders'

let context: OrgContext
let orgId: string
let jobId: string
beforeAll(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})
beforeEach(async () => {
  jobId = (await agreedJob(context)).jobId
})

/** A job over $1,000 without a schedule that Plumbline knows. */
const plainJob = async (of: OrgContext) => ({ id: (await jobWithDocument(of, 100_000, { stage: 'signed' })).jobId })

/** Asks for the second part, by the tenth day from now on: reminders on days 7, 10, 13 and 17. */
const asked = (people = [OLIVIA]) =>
  ask(context, { jobId, partId: 'framing', amount: '4500', dueOn: dayIn(context, 10), people })
const at = (days: number, hour = 9) => sendReminders({ at: hourIn(context, days, hour) })
const steps = async (of = jobId) =>
  (await requestsOf(context, of)).flatMap((request) => request.steps.map(({ step, skipped }) => [step, skipped]))
const reminders = async (id: string) => (await mailsOf(context, id)).filter(({ reminderStep }) => reminderStep !== null)

describe('a reminder', () => {
  it('goes out on its day, once, and says what is open and when it is due', async () => {
    const id = await asked([OLIVIA, NOAH])
    await at(6, 17)
    await at(7, 8)
    expect(await steps()).toEqual([])
    await at(7)
    await at(7, 10)
    expect(await steps()).toEqual([[-3, null]])
    const sent = await reminders(id)
    expect(sent.map(({ to, reminderStep, requestedByName }) => [to, reminderStep, requestedByName])).toEqual([
      ['noah@example.com', -3, null],
      ['olivia@example.com', -3, null],
    ])
    await insertPayment(context, jobId, 3_500_00, 'settled')
    const [mail] = sent
    const message = mail && (await forOrg(orgId, (tx) => writeMessage(tx, mail)))
    if (message?.kind !== 'message') throw new Error('nothing was written')
    // $500 of it lie on the part, behind the deposit.
    expect(message.subject).toBe(
      `${context.org.name}: reminder: $4,000.00 due ${formatDay(dayIn(context, 10))} for Deck`,
    )
    await at(10)
    await at(13)
    await at(17)
    await at(30)
    expect(await steps()).toEqual([-3, 0, 3, 7].map((step) => [step, null]))
    expect(await reminders(id)).toHaveLength(8)
  })

  it('ten times by two workers at once that crash anywhere: at most one email per step', async () => {
    const random = seededRandom(41)
    const ids = [await asked()]
    for (let n = 0; n < 3; n++) {
      const job = await plainJob(context)
      ids.push(await ask(context, { jobId: job.id, amount: '500', dueOn: dayIn(context, 10), people: [OLIVIA, NOAH] }))
    }
    let crashes = 0
    const onStep = () => {
      if (!random.chance(0.35)) return
      crashes++
      throw new Error('the worker was killed')
    }
    const worker = async () => {
      for (let n = 0; n < 10; n++) await sendReminders({ at: hourIn(context, 7 + n, 9), onStep })
    }
    await Promise.all([worker(), worker()])
    await at(20)
    expect(crashes).toBeGreaterThan(20)
    for (const id of ids) {
      const all = (await mailsOf(context, id)).map(({ to, reminderStep }) => `${to} ${reminderStep}`)
      expect(new Set(all).size).toBe(all.length)
    }
    const rows = await forOrg(orgId, (tx) =>
      tx.reminderStep.findMany({ where: { orgId, requestId: { in: ids } }, orderBy: { step: 'asc' } }),
    )
    // Each step came to something, and what wasn't skipped has its emails.
    for (const id of ids) {
      const own = rows.filter(({ requestId }) => requestId === id)
      expect(own.map(({ step }) => step)).toEqual([-3, 0, 3, 7])
      const mailed = new Set((await reminders(id)).map(({ reminderStep }) => reminderStep))
      expect(own.filter(({ skipped }) => skipped === null).map(({ step }) => step)).toEqual(
        [...mailed].sort((one, other) => Number(one) - Number(other)),
      )
    }
  })

  it('C12f: after days without a worker goes out once, late, and those before it are skipped', async () => {
    const id = await asked()
    await at(14)
    expect(await steps()).toEqual([
      [-3, 'late'],
      [0, 'late'],
      [3, null],
    ])
    expect(await reminders(id)).toHaveLength(1)
  })
})

describe('nobody is reminded', () => {
  it('of what is paid: the request ends', async () => {
    const id = await asked()
    await insertPayment(context, jobId, 7_500_00, 'settled')
    await at(2)
    expect(await requestsOf(context, jobId)).toMatchObject([{ endedWhy: 'paid', endedByName: null }])
    await at(7)
    expect([await steps(), await reminders(id)]).toEqual([[], []])
  })

  it('of an amount that was paid since', async () => {
    const job = await plainJob(context)
    await insertPayment(context, job.id, 20_000, 'settled')
    await ask(context, { jobId: job.id, amount: '500', dueOn: dayIn(context, 10) })
    await insertPayment(context, job.id, 30_000, 'settled')
    await at(2)
    expect(await requestsOf(context, job.id)).toMatchObject([{ endedAt: null }])
    await insertPayment(context, job.id, 20_000, 'settled')
    await at(2)
    expect(await requestsOf(context, job.id)).toMatchObject([{ endedWhy: 'paid' }])
  })

  it('of what was canceled', async () => {
    await cancelRequest(context, { requestId: await asked() })
    await at(7)
    expect(await steps()).toEqual([])
  })

  const cases: Record<string, (id: string) => Promise<unknown>> = {
    paying: async () => {
      await insertPayment(context, jobId, 3_000_00, 'settled')
      await insertPayment(context, jobId, 100_00, 'unknown')
    },
    archived: () =>
      forOrg(orgId, (tx) =>
        tx.job.update({ where: { orgId_id: { orgId, id: jobId } }, data: { archivedAt: new Date() } }),
      ),
    revoked: async () => {
      const links = await forOrg(orgId, (tx) => tx.customerLink.findMany({ where: { orgId, jobId } }))
      for (const { id } of links) await forOrg(orgId, (tx) => revokeLink(tx, context, id))
    },
  }
  /** Another email to the person who was asked, by somebody of the company. */
  const another = (id: string, data: { status?: 'failed'; createdAt: Date }) =>
    forOrg(orgId, async (tx) => {
      const { linkId, to } = await tx.email.findFirstOrThrow({ where: { orgId, paymentRequestId: id } })
      await tx.email.create({ data: { orgId, kind: 'link', linkId, to, ...data } })
    })

  it.each(['paying', 'archived', 'revoked'])('where it is %s', async (why) => {
    const id = await asked()
    await cases[why]?.(id)
    await at(7)
    expect(await steps()).toEqual([[-3, why]])
    expect(await reminders(id)).toEqual([])
  })

  it('at an address that the last email didn’t reach', async () => {
    const id = await asked([{ name: 'Gone', email: 'gone@example.com' }])
    await another(id, { status: 'failed', createdAt: hourIn(context, 3) })
    await at(7)
    expect(await steps()).toEqual([[-3, 'dead']])
    expect(await reminders(id)).toEqual([])
  })

  it('C12c: the morning after an email by hand at 17:00; the next step goes out', async () => {
    const id = await asked()
    await another(id, { createdAt: hourIn(context, 6, 17) })
    await at(7)
    expect(await steps()).toEqual([[-3, 'by_hand']])
    await at(10)
    expect(await steps()).toEqual([
      [-3, 'by_hand'],
      [0, null],
    ])
    expect(await reminders(id)).toHaveLength(1)
  })

  it('where reminders are off, and more often than the policy allows', async () => {
    const other = await createOrg({ active: false })
    const job = await plainJob(other)
    const typed = { isOn: 'on', before: '2', after: '0, 1', sign: '2', most: '2', fromHour: '9', untilHour: '18' }
    await savePolicy(other, policySchema.parse(typed))
    await ask(other, { jobId: job.id, amount: '500', dueOn: dayIn(other, 10) })
    const go = (days: number) => sendReminders({ at: hourIn(other, days) })
    const came = async () => (await requestsOf(other, job.id))[0]?.steps.map(({ step, skipped }) => [step, skipped])
    for (const days of [8, 10, 11]) await go(days)
    expect(await came()).toEqual([
      [-2, null],
      [0, null],
      [1, 'most'],
    ])
    await savePolicy(other, policySchema.parse({ ...typed, isOn: 'off' }))
    const last = await plainJob(other)
    await ask(other, { jobId: last.id, amount: '500', dueOn: dayIn(other, 10) })
    await go(8)
    expect((await requestsOf(other, last.id))[0]?.steps).toMatchObject([{ step: -2, skipped: 'off' }])
  })
})
