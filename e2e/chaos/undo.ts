// A payment that was taken is voided, or refunded once it has settled, in whole or in part, by people who may be two.
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Aims } from './aims'
import type { Place } from './furnish'
import type { Undo } from './mishaps'
import { Refused } from './orders'
import type { Intent } from './plan'
import { Killed } from './process'
import { append } from './records'
import type { System } from './system'

type Stage = { system: System; aims: Aims; folder: string }
type Scene = {
  intent: Intent
  undo: Undo
  place: Place
  paymentId: string
  /** PaySimple settles the payment now. */
  settle: () => Promise<void>
}

/** How long a person waits for a payment to be ready to be undone: some rounds of the sync, which backs off at an outage. */
const PATIENCE_MS = 30_000

/** The whole scene; ends without a word when the payment was not taken. */
export async function undo(stage: Stage, { intent, undo, place, paymentId, settle }: Scene): Promise<void> {
  const { system, aims, folder } = stage
  if (!(await becomes(system, paymentId, ['authorized']))) return
  if (undo.kind === 'refund') {
    await settle()
    // Nobody who wants to refund waits for the next round of the sync: the payment's page asks PaySimple at once.
    const ask = async () => {
      await system.order(intent.app, 'ask', { context: place.context, paymentId }).catch(() => {})
    }
    if (!(await becomes(system, paymentId, ['settled'], ask))) return
  }
  const retainedCents = Math.floor(undo.keeps * intent.amountCents)

  async function ask(reversalId: string, app: number): Promise<string> {
    const { kind } = undo
    const tell = (answer: string, words?: string) => {
      const told = { what: 'undone', at: Date.now(), paymentId, reversalId, kind, retainedCents, answer } as const
      append(folder, 'intents.jsonl', { ...told, ...(words && { words }) })
      return answer
    }
    tell('asked')
    try {
      const asked = { context: place.context, paymentId, reversalId, kind, retainedCents }
      return tell((await system.order(app, 'undo', asked)).status)
    } catch (error) {
      if (error instanceof Refused) return tell('refused', error.message)
      if (error instanceof Killed) return tell('killed')
      return tell('failed', (error as Error).message)
    }
  }

  const first = randomUUID()
  aims.know(`id/${first}`, intent.n)
  aims.arm(intent.n, undo.aims)
  const app = intent.app
  const asking = [ask(first, app)]
  if (undo.race === 'same_twice') asking.push(ask(first, app + 1))
  if (undo.race === 'two_ids') asking.push(ask(randomUUID(), app + 1))
  if (undo.race === 'against_settlement') await settle()
  const answers = await Promise.all(asking)
  if (intent.clickAgain && answers.some((answer) => answer === 'killed' || answer === 'failed')) {
    await pause(300)
    await ask(first, app + 1)
  }
}

/** Waits for the payment's row to say so. False when it does not in time, or says that it never will. */
async function becomes(
  system: System,
  paymentId: string,
  statuses: readonly string[],
  ask?: () => Promise<void>,
): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const [row] = await system.query<{ status: string }>('select status from payment where id = $1', [paymentId])
    if (row && statuses.includes(row.status)) return true
    if (!row || !['submitting', 'unknown', 'authorized'].includes(row.status) || Date.now() > deadline) return false
    await ask?.()
    await pause(700)
  }
}
