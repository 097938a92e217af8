// Whether the run was one at all, and whether it kept the promises that are about all payments together.
import { groupBy, type Judging, type Violation, WAS_PAID } from './evidence'
import { MACHINES, outagesOf } from './outages'
import { type Intent, isCalm, isDeclined } from './plan'
import { waitsOf } from './waits'

/** Of so many payments or more, chance does not leave out a whole kind of them. */
const MANY = 200
/** Of so many deals of one kind at least one comes to its end, whatever hits the others. */
const SURELY_ONE = 10
/** Intents that nothing is aimed at: what hits them is meant for others. */
const CALM_ENOUGH = 20

/** How long after its return the database may still have connections that it has broken. */
const BACK_AGAIN_MS = 3_000

/**
 * Books in order prove nothing when nobody has paid: everything that was planned was pressed and answered, most of it
 * was written down, and of each way in which money moves there is one that came to its end.
 */
export const hollowRun: Judging = (books) => {
  const { planned, entries, payments, rows, ledger, reversals } = books
  const violations: Violation[] = []
  const hollow = (what: string) => violations.push({ rule: 'hollow_run', what })
  const clicks = entries.flatMap((entry) => (entry.what === 'click' ? [entry] : []))
  const told = entries.flatMap((entry) => (entry.what === 'told' ? [entry] : []))
  const idsOf = new Map(
    [...groupBy(clicks, ({ n }) => String(n))].map(([n, list]) => [n, new Set(list.map(({ paymentId }) => paymentId))]),
  )
  const toldOf = groupBy(told, ({ paymentId }) => paymentId)
  const idsFor = ({ n }: Intent) => [...(idsOf.get(String(n)) ?? [])]

  const untouched = planned.filter((intent) => idsFor(intent).length === 0)
  if (untouched.length > 0) hollow(`${untouched.length} of ${planned.length} payments were never pressed`)
  for (const [id, pressed] of groupBy(clicks, ({ paymentId }) => paymentId))
    if ((toldOf.get(id)?.length ?? 0) < pressed.length)
      violations.push({ rule: 'hollow_run', paymentId: id, what: 'pressed, and never answered' })

  // Who is asked whether this is really a second payment, and says no, has none.
  const meant = planned.filter(({ n, customerOf, meansIt }) => customerOf === n || meansIt)
  const booked = meant.filter((intent) => idsFor(intent).some((id) => rows.has(id)))
  if (meant.length >= CALM_ENOUGH && booked.length < 0.8 * meant.length)
    hollow(`only ${booked.length} of ${meant.length} payments have a row`)
  const isTaken = (intent: Intent) =>
    idsFor(intent).some((id) => toldOf.get(id)?.some(({ answer }) => answer === 'authorized'))
  const calm = planned.filter(isCalm)
  const taken = calm.filter(isTaken)
  if (calm.length >= CALM_ENOUGH && taken.length < calm.length / 2)
    hollow(`only ${taken.length} of ${calm.length} payments that nothing was aimed at were taken`)

  if (planned.length < MANY) return violations
  const must = (what: string, dealt: number, seen: number) => {
    if (dealt >= SURELY_ONE && seen === 0) hollow(`${dealt} ${what} were planned, and none came to its end`)
  }
  const undoings = planned.flatMap(({ undo }) => undo ?? [])
  const done = reversals.filter(({ status }) => status === 'done' || status === 'settled')
  const paid = (id: string | null) => WAS_PAID.has(rows.get(id ?? '')?.status ?? '')
  const voids = done.filter(({ kind }) => kind === 'void')
  must('voids', undoings.filter(({ kind }) => kind === 'void').length, voids.length)
  must('refunds', undoings.filter(({ kind }) => kind === 'refund').length, ledger.filter((row) => row.isDebit).length)
  const parts = done.filter(({ retained_cents, recharge_id }) => retained_cents > 0 && paid(recharge_id))
  must('partial refunds', undoings.filter(({ keeps }) => keeps > 0).length, parts.length)
  const declines = planned.filter(isDeclined)
  must('declines', declines.length, payments.filter(({ status }) => status === 'declined').length)
  return violations
}

/** An app that fails without an outage has a defect of its own. */
export const failedAlone: Judging = ({ entries, incidents }) => {
  const outages = outagesOf(incidents, MACHINES, BACK_AGAIN_MS)
  const begun = new Map<string, number>()
  return entries.flatMap((entry) => {
    if (entry.what === 'planned') return []
    const of = entry.what === 'undone' ? entry.reversalId : entry.paymentId
    if (!begun.has(of)) begun.set(of, entry.at)
    if (entry.what === 'click' || entry.answer !== 'failed') return []
    const from = begun.get(of) ?? entry.at
    if (outages.some((outage) => outage.from <= entry.at && outage.to >= from)) return []
    return { rule: 'failed_alone', paymentId: entry.paymentId, what: `an error without an outage: ${entry.words}` }
  })
}

const LOST_WITHIN_MS = 15_000
const KILLED_WITHIN_MS = 10_000
/** One app that dies takes the payments of several people with it, and lost answers are many. */
const MEASURED_FROM = 5
/** Faults after which PaySimple has charged and the answer says nothing. */
const LOSING: ReadonlySet<string> = new Set(['no-answer-after', 'reset-after', 'cut', '500-after', 'duplicate-after'])

/** A lost answer is made good within 15 s of being visible, and within 10 s of a kill, as waits.ts counts: 95 of 100. */
export const promises: Judging = (books) => {
  const { planned } = books
  const { lost, killed } = waitsOf(books)
  const aims = planned.flatMap((intent) => [...intent.aims, ...(intent.undo?.aims ?? [])])
  const losses = aims.filter((aim) => 'fault' in aim && aim.on === 'payment' && LOSING.has(aim.fault.kind))
  const kills = aims.filter((aim) => 'kill' in aim && aim.kill === 'caller' && 'by' in aim && aim.by === 'app')
  const judge = (what: string, waits: readonly number[], limitMs: number, dealt: number): Violation[] => {
    const late = waits.filter((ms) => ms > limitMs).length
    if (planned.length >= MANY && dealt >= MEASURED_FROM && waits.length === 0)
      return [{ rule: 'promise_broken', what: `${dealt} times planned, and nothing measured: ${what}` }]
    // Of fewer than twenty, one is more than five of a hundred.
    if (late <= Math.max(1, Math.floor(waits.length / 20))) return []
    return [{ rule: 'promise_broken', what: `${late} of ${waits.length} later than ${limitMs / 1000} s: ${what}` }]
  }
  return [
    ...judge('lost answers made good', lost, LOST_WITHIN_MS, losses.length),
    ...judge('payments decided after a kill', killed, KILLED_WITHIN_MS, kills.length),
  ]
}
