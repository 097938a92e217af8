import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, it } from 'vitest'
import type { Actor } from '@/lib/orgs/actor'
import type { MakePayment } from '@/lib/payments/take/schema'
import { context, sandbox, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { DECLINED, otherVisa } from '@/lib/testing/cards'
import { createJob, paymentOf } from '@/lib/testing/fixtures'
import { customerAt } from '@/lib/testing/links'
import { LIMITS } from './table'

// Points 35 and 36 of the security review: two processes of the app, and one that starts again.

setUpSandbox({ timeoutSeconds: 10 })

const running = new Set<ChildProcess>()
afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
})

/** Starts a process. @returns what takes payments in it, and what kills it */
async function startApp() {
  const env = { ...process.env, TSX_TSCONFIG_PATH: 'tools/tsconfig.json' }
  const child = fork('lib/testing/limit-tries.ts', { execArgv: ['--import', 'tsx'], env, stdio: 'inherit' })
  running.add(child)
  await once(child, 'message')
  return {
    async take(who: Actor, inputs: MakePayment[]): Promise<string[]> {
      child.send({ context: who, inputs })
      const [states] = await once(child, 'message')
      return states
    },
    async kill() {
      running.delete(child)
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}
const count = (states: string[], state: string) => states.filter((one) => one === state).length
/** Those that weren't sent. So many at once may find a slow machine without time for one: it doesn't count either. */
const unsent = (states: string[]) => count(states, 'refused') + count(states, 'not_taken')
const sentDeclines = async () => (await sandbox.ledger()).filter(({ status }) => status === 'Failed').length

it('two processes and one that starts again share one count', async () => {
  await takeOrg({ limitFactor: 1 })
  const [one, other] = await Promise.all([startApp(), startApp()])
  const source = otherVisa()
  // Of customers of their own: a second payment of one is asked about.
  const declined = async () => paymentOf((await createJob(context, 5_000_000)).number, DECLINED, { source })
  const many = async (length: number) => {
    const inputs: MakePayment[] = []
    for (let n = 0; n < length; n++) inputs.push(await declined())
    return inputs
  }
  const [first, second] = [await many(20), await many(20)]
  const states = (await Promise.all([one.take(context, first), other.take(context, second)])).flat()
  expect([count(states, 'declined'), unsent(states)]).toEqual([LIMITS.card_declines.most, 30])

  await one.kill()
  const again = await startApp()
  expect(await again.take(context, await many(3))).toEqual(['refused', 'refused', 'refused'])
  expect(await sentDeclines()).toBe(LIMITS.card_declines.most)

  // New cards of one member, from both of them.
  const fresh = async (length: number) => {
    const inputs: MakePayment[] = []
    for (let n = 0; n < length; n++)
      inputs.push(paymentOf((await createJob(context, 5_000_000)).number, 1_000, { source: otherVisa() }))
    return inputs
  }
  const [left, right] = [await fresh(30), await fresh(30)]
  const sixty = (await Promise.all([again.take(context, left), other.take(context, right)])).flat()
  // The declined one was the first of the different ones.
  const most = LIMITS.member_new_cards_hour.most - 1
  expect(count(sixty, 'authorized')).toBeLessThanOrEqual(most)
  expect(count(sixty, 'authorized') + count(sixty, 'not_taken')).toBeGreaterThanOrEqual(most)
  expect(count(sixty, 'authorized') + unsent(sixty)).toBe(60)
})

it('a customer’s tries go on being counted in a process that starts again', async () => {
  await takeOrg({ limitFactor: 1 })
  const job = await createJob(context, 5_000_000)
  const customer = await customerAt(context, job.id)
  const before = await sentDeclines()
  const tries = (length: number) =>
    Array.from({ length }, () => paymentOf(job.number, DECLINED, { source: otherVisa(), seenOwedCents: 5_000_000 }))
  const one = await startApp()
  for (const input of tries(3)) expect(await one.take(customer, [input])).toEqual(['declined'])
  await one.kill()
  const again = await startApp()
  for (const [n, input] of tries(4).entries())
    expect(await again.take(customer, [input])).toEqual([n === 0 ? 'declined' : 'refused'])
  expect((await sentDeclines()) - before).toBe(LIMITS.link_cards.most)
})
