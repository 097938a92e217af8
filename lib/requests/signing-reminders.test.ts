import { beforeAll, describe, expect, it } from 'vitest'
import { revokeLink } from '@/lib/customer-links/create-link'
import { forOrg } from '@/lib/db'
import { setStage } from '@/lib/documents/set-stage'
import { writeMessage } from '@/lib/email/write-message'
import type { OrgContext } from '@/lib/orgs/context'
import { declineToSign } from '@/lib/signing/sign'
import { hourIn } from '@/lib/testing/asked'
import { createOrg } from '@/lib/testing/fixtures'
import { agreementToSign, consentAndSign, first, signing, two } from '@/lib/testing/signing'
import { seededRandom } from '@/tools/testing/seeded-random'
import { savePolicy } from './policy-store'
import { policySchema } from './schema'
import { sendReminders } from './send-reminders'

let context: OrgContext
let orgId: string
beforeAll(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})

const at = (days: number, hour = 9) => sendReminders({ at: hourIn(context, days, hour) })
const stepsOf = async (signerId: string, of = orgId) =>
  (
    await forOrg(of, (tx) =>
      tx.signingReminderStep.findMany({ where: { orgId: of, signerId }, orderBy: { step: 'asc' } }),
    )
  ).map(({ step, skipped }) => [step, skipped])
const mailsOf = (signerId: string) =>
  forOrg(orgId, (tx) => tx.email.findMany({ where: { orgId, signerId }, orderBy: { reminderStep: 'asc' } }))

describe('a reminder to sign', () => {
  it('goes out two and five days later, once, and brings the paper', async () => {
    const { documentId, signers } = await agreementToSign(context)
    const { id } = first(signers)
    await at(1, 17)
    await at(2, 8)
    expect(await stepsOf(id)).toEqual([])
    await at(2)
    await at(2, 10)
    const [mail, ...others] = await mailsOf(id)
    expect(others).toEqual([])
    expect(mail).toMatchObject({ to: 'olivia@example.com', documentId, reminderStep: 2, requestedByName: null })
    const message = mail && (await forOrg(orgId, (tx) => writeMessage(tx, mail)))
    if (message?.kind !== 'message') throw new Error('nothing was written')
    expect(message.subject).toBe(`${context.org.name}: reminder: sign the agreement for Deck`)
    await at(5)
    await at(30)
    expect(await stepsOf(id)).toEqual([
      [2, null],
      [5, null],
    ])
  })

  it('goes to whoever’s turn it is, two days after the turn came', async () => {
    const { links, signers, read } = await agreementToSign(context, { customers: ['ann', 'bob'], inOrder: true })
    const [ann, bob] = two(signers)
    await at(2)
    expect([await stepsOf(ann.id), await stepsOf(bob.id)]).toEqual([[[2, null]], []])
    await consentAndSign(first(links), signing(read, ann.id))
    await at(5)
    // Ann signed today: the fifth day of Bob's turn is here, and the second went by without a worker.
    expect([await stepsOf(ann.id), await stepsOf(bob.id)]).toEqual([
      [[2, null]],
      [
        [2, 'late'],
        [5, null],
      ],
    ])
  })

  it('ten times by two workers at once that crash anywhere: at most one email per step', async () => {
    const random = seededRandom(43)
    const asked = [await agreementToSign(context), await agreementToSign(context, { customers: ['ann', 'bob', 'cid'] })]
    const ids = asked.flatMap(({ signers }) => signers.map(({ id }) => id))
    let crashes = 0
    const onStep = () => {
      if (!random.chance(0.35)) return
      crashes++
      throw new Error('the worker was killed')
    }
    const worker = async () => {
      for (let n = 0; n < 10; n++) await sendReminders({ at: hourIn(context, 2 + Math.floor(n / 2), 9), onStep })
    }
    await Promise.all([worker(), worker()])
    await at(7)
    expect(crashes).toBeGreaterThan(10)
    for (const id of ids) {
      const steps = await stepsOf(id)
      expect(steps.map(([step]) => step)).toEqual([2, 5])
      expect((await mailsOf(id)).map(({ reminderStep }) => reminderStep)).toEqual(
        steps.filter(([, skipped]) => skipped === null).map(([step]) => step),
      )
    }
  })
})

describe('nobody is reminded to sign', () => {
  it('A30: after somebody declined, and an email that waits isn’t sent', async () => {
    const { links, signers, read } = await agreementToSign(context, { customers: ['ann', 'bob'] })
    const [ann, bob] = two(signers)
    await at(2)
    const [waiting] = await mailsOf(bob.id)
    await declineToSign(first(links), { ...signing(read, ann.id), reason: 'Too late' })
    expect(waiting && (await forOrg(orgId, (tx) => writeMessage(tx, waiting)))).toEqual({
      kind: 'superseded',
      by: null,
    })
    await at(5)
    expect([await stepsOf(ann.id), await stepsOf(bob.id)]).toEqual([[[2, null]], [[2, null]]])
  })

  it('of what was taken back, or signed on paper', async () => {
    for (const to of ['draft', 'signed'] as const) {
      const { documentId, signers } = await agreementToSign(context)
      await setStage(context, { documentId, from: 'sent', to })
      await at(2)
      expect(await stepsOf(first(signers).id)).toEqual([])
    }
  })

  it('at a dead address, without a link, or the day after an email by hand', async () => {
    const cases = {
      dead: (linkId: string, to: string) =>
        forOrg(orgId, (tx) => tx.email.create({ data: { orgId, kind: 'link', linkId, to, status: 'failed' } })),
      revoked: (linkId: string) => forOrg(orgId, (tx) => revokeLink(tx, context, linkId)),
      by_hand: (linkId: string, to: string) =>
        forOrg(orgId, (tx) =>
          tx.email.create({ data: { orgId, kind: 'link', linkId, to, createdAt: hourIn(context, 1, 17) } }),
        ),
    }
    for (const [why, does] of Object.entries(cases)) {
      const name = `${why.replace('_', '')}${Date.now()}`
      const { links, signers } = await agreementToSign(context, { customers: [name] })
      await does(first(links).link.id, `${name}@example.com`)
      await at(2)
      expect(await stepsOf(first(signers).id)).toEqual([[2, why]])
      expect(await mailsOf(first(signers).id)).toEqual([])
    }
  })

  it('where the policy has no days for it, or is off', async () => {
    const other = await createOrg({ active: false })
    const typed = { isOn: 'on', before: '', after: '0', sign: '', most: '2', fromHour: '9', untilHour: '18' }
    await savePolicy(other, policySchema.parse(typed))
    const { signers } = await agreementToSign(other)
    await sendReminders({ at: hourIn(other, 9) })
    expect(await stepsOf(first(signers).id, other.org.id)).toEqual([])
    await savePolicy(other, policySchema.parse({ ...typed, isOn: 'off', sign: '3' }))
    await sendReminders({ at: hourIn(other, 9) })
    expect(await stepsOf(first(signers).id, other.org.id)).toEqual([[3, 'off']])
  })
})
