import { beforeEach, expect, it } from 'vitest'
import type { LinkContext } from '@/lib/customer-links/read-link'
import { OF_DECLINES } from '@/lib/limits/acts'
import { boundsOf, type Caller } from '@/lib/limits/admit'
import { listLocks } from '@/lib/limits/locks'
import { LIMITS, type LimitName } from '@/lib/limits/table'
import { reconcilePayment } from '@/lib/payments/reconcile/reconcile-payment'
import { readLimits } from '@/lib/security/limits'
import { context, orgId, sandbox, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { DECLINED, otherVisa } from '@/lib/testing/cards'
import { createJob, paymentOf } from '@/lib/testing/fixtures'
import { alarmKinds, another, inTurn, limitEvents, type Result, statesOf, TOTAL, tried } from '@/lib/testing/limited'
import { customerAt } from '@/lib/testing/links'

// Stolen cards tried at customers' links: few of them reach PaySimple, and whoever pays beside that pays at once.

setUpSandbox({ timeoutSeconds: 10 })
beforeEach(async () => takeOrg({ limitFactor: 1 }))

type Payer = { link: LinkContext; number: number; owedCents: number; source: ReturnType<typeof otherVisa> }

/** A customer with a job of their own, at an address. */
async function payerAt(address: string): Promise<Payer> {
  const { id, number } = await createJob(context, TOTAL)
  const link = await customerAt(context, id)
  return {
    link: { ...link, source: { address, requestId: '', userAgent: '' } },
    number,
    owedCents: TOTAL,
    source: otherVisa(),
  }
}
const from = (link: LinkContext, address: string): LinkContext => ({
  ...link,
  source: { address, requestId: '', userAgent: '' },
})
const tryStolen = ({ link, number }: Payer, address: string, source = otherVisa()) =>
  tried(from(link, address), paymentOf(number, DECLINED, { source, seenOwedCents: TOTAL, receiptEmail: '' }))

/** Pays as honest people do: it has to go through at once. */
async function paysAtOnce(payer: Payer) {
  const cents = another()
  const input = paymentOf(payer.number, cents, { source: payer.source, seenOwedCents: payer.owedCents })
  expect(await tried(payer.link, input)).toMatchObject({ state: 'authorized' })
  payer.owedCents -= cents
}
/** How many charges were sent to PaySimple. */
const sent = async () => (await sandbox.ledger()).length

it('200 tries over one link: four cards reach PaySimple, and others at that company and address pay meanwhile', async () => {
  const attacker = await payerAt('203.0.113.9')
  const beside = await payerAt('203.0.113.9')
  const before = await sent()
  const results: Result[] = []
  for (let n = 0; n < 160; n++) {
    results.push(await tryStolen(attacker, '203.0.113.9'))
    if (n % 40 === 20) await paysAtOnce(beside)
  }
  results.push(...(await Promise.all(Array.from({ length: 40 }, () => tryStolen(attacker, '203.0.113.9')))))
  expect(statesOf(results)).toEqual({ declined: LIMITS.link_cards.most, refused: 200 - LIMITS.link_cards.most })
  expect((await sent()) - before - 4).toBe(LIMITS.link_cards.most)
  expect(results.at(-1)?.message).toMatch(
    /^You typed 4 different cards.*Nothing was charged.*ends by itself.*Call Org /,
  )
  expect(results.at(-1)?.message).not.toMatch(/Settings|owner/)
  // The owners hear of it, and see who is held up.
  expect(await alarmKinds()).toEqual(['limits'])
  expect(await limitEvents()).toMatchObject([{ event: 'limit_hit', userId: null }])
  expect(await listLocks(orgId)).toMatchObject([{ subject: 'Olivia Marsh', byOwner: true }])
})

it('one card again and again at a link is declined six times', async () => {
  const payer = await payerAt('203.0.113.9')
  const source = otherVisa()
  const results = await inTurn(20, () => tryStolen(payer, '203.0.113.9', source))
  expect(statesOf(results)).toEqual({ declined: LIMITS.link_declines.most, refused: 14 })
  expect(results.at(-1)?.message).toContain('6 of your payments were declined within a day')
})

it('2,000 tries at 100 links from 50 addresses: the company’s count stops them, and nobody honest', async () => {
  const addresses = Array.from({ length: 50 }, (_, n) => `198.51.100.${n + 1}`)
  const attackers: Payer[] = []
  for (let n = 0; n < 100; n++) attackers.push(await payerAt(addresses[n % 50] ?? ''))
  const [beside, elsewhere] = [await payerAt(addresses[0] ?? ''), await payerAt('192.0.2.77')]
  const before = await sent()
  const results: Result[] = []
  // Each link from ten addresses, twice; ten links at a time.
  for (let first = 0; first < 100; first += 10) {
    const some = attackers.slice(first, first + 10)
    const tries = some.map((attacker, n) =>
      inTurn(20, (turn) => tryStolen(attacker, addresses[(first + n + turn * 5) % 50] ?? '')),
    )
    results.push(...(await Promise.all(tries)).flat())
    if (first % 20 === 0) {
      await paysAtOnce(beside)
      await paysAtOnce(elsewhere)
    }
  }
  expect(results).toHaveLength(2_000)
  const reached = (await sent()) - before - 10
  // One decline at each link is free: until then nothing tells it from an honest one.
  expect(reached).toBeLessThanOrEqual(attackers.length + LIMITS.customers_company_retries.most)
  expect(reached).toBeGreaterThan(attackers.length)
  expect(statesOf(results).authorized).toBeUndefined()
  // And at the company's own counter nothing was counted.
  expect(await tried(context, paymentOf(elsewhere.number, another(), { source: otherVisa() }))).toMatchObject({
    state: 'authorized',
  })
}, 900_000) // half a minute alone; beside two browsers on a busy machine it took more than the four of the config

it('many links from one address: that address is held back, another one isn’t', async () => {
  const attackers: Payer[] = []
  for (let n = 0; n < 20; n++) attackers.push(await payerAt('203.0.113.9'))
  const honest = await payerAt('203.0.113.9')
  const before = await sent()
  for (const attacker of attackers) await inTurn(3, () => tryStolen(attacker, '203.0.113.9'))
  expect((await sent()) - before).toBe(attackers.length + LIMITS.customers_address_retries.most)
  await paysAtOnce(honest)
  const [last] = attackers.slice(-1)
  if (!last) throw new Error('nobody')
  const { message } = await tryStolen(last, '203.0.113.9')
  expect(message).toContain('15 payments were tried again today after a decline from where you are.')
  expect((await tryStolen(last, '198.51.100.200')).state).toBe('declined')
})

it('a decline that the worker learns of counts at the link, and at no member’s', async () => {
  const payer = await payerAt('203.0.113.9')
  const input = paymentOf(payer.number, DECLINED, { source: otherVisa(), seenOwedCents: TOTAL })
  await sandbox.fault('POST /v4/payment', 'no-answer-after')
  expect(await tried(payer.link, input)).toMatchObject({ state: 'checking' })
  await reconcilePayment(orgId, input.paymentId)
  const counted = async (names: readonly LimitName[], who: Caller) =>
    (await readLimits(boundsOf(names, who, { jobNumber: payer.number }))).map(({ taken }) => taken)
  expect(await counted(OF_DECLINES.customer, payer.link)).toEqual([1, 1])
  const { source } = payer.link
  if (!source) throw new Error('from nowhere')
  expect(await counted(OF_DECLINES.member, { ...context, source })).toEqual([0, 1, 0, 0]) // the job's is of both
})
