// Plays the plan: the people at the tablets, all at once, with everything going wrong that is aimed at them.
import { setTimeout as pause } from 'node:timers/promises'
import type { Click } from './actor'
import type { Aims } from './aims'
import { furnish, type Place, receiptOf } from './furnish'
import { createMissed } from './missed'
import { Refused } from './orders'
import { type Intent, type Plan, POLICIES } from './plan'
import { Killed } from './process'
import { append, type Told } from './records'
import type { System } from './system'
import { undo } from './undo'

/** How many people press Pay at the same time, each as soon as he is through: more of them only make each other wait. */
const AT_ONCE = 8

export type StormOptions = {
  system: System
  aims: Aims
  plan: Plan
  folder: string
  /** API users and their keys, in the order of the plan's organizations. */
  clients: ReadonlyMap<string, string>
  onProgress: (done: number) => void
}

/** Tries until an app is there to answer, as a person reloads a page. */
async function persist<T>(work: (attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work(attempt)
    } catch (error) {
      if (error instanceof Refused || attempt >= 60) throw error
      await pause(250)
    }
  }
}

/** Plays all phases; resolves when everybody was told something, or gave up. */
export async function rage(options: StormOptions): Promise<void> {
  const { system, aims, plan, folder, onProgress } = options
  const places = await furnish(options)
  const missed = createMissed(aims)
  let done = 0
  const world: Promise<void>[] = []

  async function press(intent: Intent, place: Place, paymentId: string, app: number): Promise<Told['answer']> {
    const { n, amountCents, source, card, save } = intent
    const receiptEmail = intent.receipt ? receiptOf(n) : ''
    const { context, apiUser, jobId, jobNumber, customerId, lastName } = place
    const whose = { org: context.org.id, apiUser, jobId, customerId, customer: lastName }
    append(folder, 'intents.jsonl', {
      ...{ what: 'click', at: Date.now(), n, paymentId, amountCents, receiptEmail },
      ...whose,
    })
    const tell = (answer: Told['answer'], words?: string) => {
      append(folder, 'intents.jsonl', { what: 'told', at: Date.now(), paymentId, answer, ...(words && { words }) })
      return answer
    }
    const click: Omit<Click, 'confirmedRepeatOf'> = {
      ...{ context, paymentId, jobNumber, customerId, amountCents, source, card, save, receiptEmail },
    }
    try {
      let view = await system.order(app, 'take', { ...click, confirmedRepeatOf: null })
      if (view.state === 'repeat' && view.earlier && intent.meansIt) {
        tell('repeat')
        view = await system.order(app, 'take', { ...click, confirmedRepeatOf: view.earlier })
      }
      return tell(view.state as Told['answer'])
    } catch (error) {
      if (error instanceof Refused) return tell('refused', error.message)
      if (error instanceof Killed) return tell('killed')
      return tell('failed', (error as Error).message)
    }
  }

  /** What only the world does: those of a payment's records that stand so at PaySimple become something else. */
  const becomes = (paymentId: string, from: readonly string[], to: string) =>
    persist(async () => {
      // What is voided between this look and that word does not settle anymore.
      for (const row of await system.sandbox.ledger(paymentId))
        if (from.includes(row.status)) await system.sandbox.setStatus(row.id, to, from)
    })

  async function play(intent: Intent): Promise<void> {
    const place = places[intent.n]
    if (!place) return
    const { n, flow } = intent
    append(folder, 'intents.jsonl', { what: 'planned', intent })
    const { context, jobNumber, customerId } = place
    const orgId = context.org.id
    if (intent.customerOf !== n) aims.adopt(n, intent.customerOf)
    const open = () => persist((attempt) => system.order(intent.app + attempt, 'open', { orgId, jobNumber }))
    const tabs = await Promise.all(flow === 'two_tabs' ? [open(), open()] : [open()])
    for (const { paymentId } of tabs) for (const key of ['order', 'id']) aims.know(`${key}/${paymentId}`, n)
    aims.know(`id/${customerId}`, n)
    // Only who has such an aim: everybody's aims are asked for whatever goes by that name.
    if (intent.aims.some((aim) => 'on' in aim && aim.on === 'sync')) aims.know(`user/${place.apiUser}`, n)
    aims.arm(n, intent.aims)
    if (intent.warmUp) await system.order(intent.app, 'warmUp', { context, jobNumber }).catch(() => {})

    const clicks = flow === 'double_click' ? [...tabs, ...tabs] : tabs
    if (flow === 'click_and_reconciler')
      for (const { paymentId } of tabs)
        for (const after of [0, 15, 40, 80, 200]) world.push(pause(after).then(() => lookUp(orgId, paymentId)))
    const answers = await Promise.all(
      clicks.map(({ paymentId }, at) => press(intent, place, paymentId, intent.app + at)),
    )
    const [first] = tabs
    if (!first) return
    if (intent.clickAgain && answers.some((answer) => answer === 'killed' || answer === 'failed')) {
      await pause(300)
      await press(intent, place, first.paymentId, intent.app + 1)
    }
    if (intent.pendingBecomes !== 'stays' && intent.aims.some((aim) => 'fault' in aim && aim.fault.kind === 'pending'))
      for (const { paymentId } of tabs)
        world.push(pause(2_500).then(() => becomes(paymentId, ['Pending'], intent.pendingBecomes)))
    const settle = () => becomes(first.paymentId, ['Authorized', 'Posted'], 'Settled')
    const undoing = intent.undo
      ? undo({ system, aims, folder }, { intent, undo: intent.undo, place, paymentId: first.paymentId, settle })
      : Promise.resolve()
    world.push(undoing.then(() => missed.note(intent)))
    onProgress(++done)
  }

  /** Two look-ups at once, which two workers may take. */
  const lookUp = (orgId: string, paymentId: string) =>
    system
      .query(
        "select graphile_worker.add_job('reconcile-payment', $1::json), graphile_worker.add_job('reconcile-payment', $1::json)",
        [JSON.stringify({ orgId, paymentId })],
      )
      .then(() => {})

  for (const [phase, policy] of POLICIES.entries()) {
    await system.setPolicy(policy)
    const waiting = plan.intents.filter((intent) => intent.phase === phase)
    const person = async () => {
      for (let intent = waiting.shift(); intent; intent = waiting.shift()) await play(missed.dealTo(intent))
    }
    await Promise.all(Array.from({ length: AT_ONCE }, person))
  }
  await Promise.all(world)
}
