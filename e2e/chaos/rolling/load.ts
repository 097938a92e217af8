// The people who pay while the release is replaced under them.
import type { Browser, Page } from '@playwright/test'
import { formatCentsPlain } from '@/lib/money'
import { Problem } from '@/tools/process/problem'
import { until } from '@/tools/process/wait'
import { type Place, receiptOf } from '../furnish'
import { CARDS, type Intent, type Plan } from '../plan'
import { append, type Told } from '../records'
import { type Clerk, openClerk, type Typed } from './clerk'
import type { Installation, Place as Process, Replaced } from './installation'
import { MARK, type Releases } from './releases'

/** How many people press Pay at the same time. */
const AT_ONCE = 25
/** The share of the payments after which the first app is replaced, and after which all the others are. */
const FIRST_AT = 0.1
const OTHERS_AT = 0.3

/** A process, and how many payments had been taken when it was told to stop and when its successor was ready. */
export type Step = Replaced & { from: number; to: number }

export type Load = {
  /** Server actions that were sent, by whomever, and what was wrong with those that failed. */
  posted: number
  failed: string[]
  replaced: Step[]
  /** How many payments had been taken before and after the keys were rotated, and the secrets that need an older key still. */
  rotated: { from: number; to: number; left: number }
  /** Whose dialog opens in the end: in a tab that was loaded before, and in a new one. */
  tabs: { old: string; fresh: string }
  seconds: number
}

type Options = {
  system: Installation
  browser: Browser
  releases: Releases
  plan: Plan
  places: readonly Place[]
  /** Where the judge's records lie. */
  folder: string
  onProgress: (text: string) => void
}

const typedOf = ({ n, card, amountCents }: Intent): Typed => ({
  ...{ amount: formatCentsPlain(amountCents), number: CARDS[card].number, code: CARDS[card].securityCode },
  email: receiptOf(n),
})

/** Which release's Make Payment a page has loaded. */
const releaseOf = async (page: Page) =>
  (await page.evaluate((name) => (globalThis as Record<string, unknown>)[name], MARK)) === 'new' ? 'new' : 'old'

/** Takes every payment of the plan, and has every process replaced meanwhile. @throws {Problem} when that proves nothing */
export async function takeAll(options: Options): Promise<Load> {
  const { system, browser, releases, plan, places, folder, onProgress } = options
  const load: Load = {
    posted: 0,
    failed: [],
    replaced: [],
    rotated: { from: 0, to: 0, left: 0 },
    tabs: { old: '', fresh: '' },
    seconds: 0,
  }
  let taken = 0

  const whereOf = ({ n }: Intent): Place => {
    const place = places[n]
    if (!place) throw new Error(`intent ${n} has no place`)
    return place
  }
  const click = (intent: Intent, paymentId: string) => {
    const { context, apiUser, jobId, customerId, lastName: customer } = whereOf(intent)
    const { n, amountCents } = intent
    const whose = { org: context.org.id, apiUser, jobId, customerId, customer }
    const pressed = { n, paymentId, amountCents, receiptEmail: receiptOf(n), ...whose }
    append(folder, 'intents.jsonl', { what: 'click', at: Date.now(), ...pressed })
  }
  const tell = (paymentId: string, answer: Told['answer'], words?: string) =>
    append(folder, 'intents.jsonl', { what: 'told', at: Date.now(), paymentId, answer, ...(words && { words }) })

  /** A payment that is completed on the screen. */
  async function byHand(intent: Intent, complete: (onSent: (id: string) => void) => Promise<unknown>): Promise<void> {
    let paymentId = ''
    load.posted += 2
    try {
      await complete((id) => {
        paymentId = id
        click(intent, id)
      })
      tell(paymentId, 'authorized')
      taken++
    } catch (error) {
      load.failed.push(`payment ${intent.n}, on the screen: ${(error as Error).message}`)
      if (paymentId) tell(paymentId, 'failed', (error as Error).message)
    }
  }

  /** A payment by the two actions that the dialog sends. */
  async function byPosts(intent: Intent, clerk: Clerk): Promise<void> {
    const { jobNumber } = whereOf(intent)
    const sent = async (work: Promise<Record<string, unknown>>) => {
      load.posted++
      return await work
    }
    let paymentId = ''
    try {
      const opened = await sent(clerk.open(jobNumber))
      paymentId = String(opened.paymentId)
      click(intent, paymentId)
      const paid = await sent(clerk.pay(jobNumber, paymentId, typedOf(intent)))
      tell(paymentId, paid.state as Told['answer'])
      taken++
    } catch (error) {
      const { message, cause } = error as Error
      const words = `${message}${cause ? ` (${cause})` : ''}`
      load.failed.push(`payment ${intent.n}: ${words}`)
      if (paymentId) tell(paymentId, 'failed', words)
    }
  }

  const clerks = await Promise.all(
    Array.from({ length: plan.orgs }, async (_, org) => {
      const intent = plan.intents.find((one) => one.org === org)
      if (!intent) throw new Error(`company ${org} has no payment`)
      const { context, jobNumber } = whereOf(intent)
      const cookie = await system.order(org, 'cookieOf', context)
      const clerk = await openClerk(browser, { appUrl: system.appUrl, cookie, slug: context.org.slug })
      await byHand(intent, (onSent) => clerk.learn(jobNumber, typedOf(intent), onSent))
      return { clerk, first: intent }
    }),
  )
  if (load.failed.length > 0)
    throw new Problem(`No payment works before anything is replaced: ${load.failed.join('; ')}`)
  const clerkOf = ({ org }: Intent): Clerk => {
    const found = clerks[org]
    if (!found) throw new Error(`company ${org} has no clerk`)
    return found.clerk
  }

  // Two tabs of the older release, which stay open until nothing of it runs any longer.
  const [filled, looked, ...others] = plan.intents.filter((intent) => !clerks.some(({ first }) => first === intent))
  if (!filled || !looked) throw new Error('too few payments')
  const [filledTab, lookedTab] = (await Promise.all(
    [filled, looked].map((intent) => clerkOf(intent).look(whereOf(intent).jobNumber)),
  )) as [Page, Page]
  const complete = await clerkOf(filled).fill(filledTab, typedOf(filled))

  onProgress(`${AT_ONCE} people begin to pay`)
  const began = Date.now()
  const waiting = [...others]
  const person = async () => {
    for (let intent = waiting.shift(); intent; intent = waiting.shift()) {
      await byPosts(intent, clerkOf(intent))
      if (taken % 50 === 0) onProgress(`${taken} of ${plan.intents.length} taken`)
    }
  }
  const after = (share: number) =>
    until(() => taken + load.failed.length >= share * plan.intents.length, {
      what: 'people to pay',
      timeoutMs: 600_000,
    })
  const replace = async (name: Process) => {
    const from = taken
    const replaced = await system.replace(name, releases.new)
    load.replaced.push({ ...replaced, from, to: taken })
    onProgress(`${name} is of the newer release, ${taken} taken`)
  }
  const upgrade = async () => {
    await after(FIRST_AT)
    await system.migrate(releases.new)
    await replace('app-1')
    await after(OTHERS_AT)
    for (const name of ['worker-1', 'app-2', 'worker-2'] as const) await replace(name)
    const from = taken
    const left = await system.rotateKeys()
    load.rotated = { from, to: taken, left }
    onProgress(`the keys are rotated, ${taken} taken`)
  }
  const everybody = async () => {
    await Promise.all(Array.from({ length: AT_ONCE }, person))
    load.seconds = Math.round((Date.now() - began) / 1000)
  }
  await Promise.all([everybody(), upgrade()])

  const atEnd = plan.intents.length - 2
  const [first] = load.replaced
  if (!first || first.to >= atEnd)
    throw new Problem('Everybody had paid before the first app was replaced. Give more --payments.')

  // Nothing of the older release runs any longer. Its pages go on, with its scripts (the newer release has brought them
  // along) or, once their live updates have come back and drawn them again, with the newer ones.
  await byHand(filled, complete)
  const opened = clerkOf(looked).fill(lookedTab, typedOf(looked))
  load.tabs.old = await opened.then(() => releaseOf(lookedTab), String)
  await byHand(looked, async (onSent) => (await opened)(onSent))
  const fresh = await clerkOf(looked).look(whereOf(looked).jobNumber)
  await fresh.getByRole('button', { name: 'Make Payment' }).click()
  load.tabs.fresh = await until(async () => (await releaseOf(fresh)) === 'new', { what: 'the script' }).then(
    () => 'new',
    () => 'old',
  )
  await Promise.all(clerks.map(({ clerk }) => clerk.close()))
  append(folder, 'intents.jsonl', { what: 'ended', at: Date.now() })
  return load
}
