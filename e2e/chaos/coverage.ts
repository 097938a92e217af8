// What the plan had meant to happen, and what of it did.
import type { Aim, Incident } from './aims'
import { type Evidence, groupBy, type Judging } from './evidence'
import { type Intent, POLICIES } from './plan'
import type { Click, Undone } from './records'

/** One thing that was dealt to one intent. */
type Deal = { label: string; struck: boolean }

/** From so many payments on, what is dealt often must have struck. */
const WHOLE_PLAN = 2_000
/** An aim may find its step out of reach, because something else struck before. Dealt so often, not every time. */
const SURELY_ONE = 10

type Coverage = { label: string; dealt: number; struck: number }

/** Every fault at its point, death at its step, race and policy: how often it was dealt, and how often it struck. */
export function coverageOf({ planned, entries, incidents }: Evidence): Coverage[] {
  const hits = groupBy(
    incidents.filter(({ intent }) => intent !== undefined),
    ({ intent }) => String(intent),
  )
  const clicks = groupBy(
    entries.flatMap((entry) => (entry.what === 'click' ? [entry] : [])),
    ({ n }) => String(n),
  )
  const asked = groupBy(
    entries.flatMap((entry) => (entry.what === 'undone' && entry.answer === 'asked' ? [entry] : [])),
    ({ paymentId }) => paymentId,
  )
  const deals = planned.flatMap((intent) => {
    const pressed = clicks.get(String(intent.n)) ?? []
    const undone = [...new Set(pressed.map(({ paymentId }) => paymentId))].flatMap((id) => asked.get(id) ?? [])
    return dealsOf(intent, hits.get(String(intent.n)) ?? [], pressed, undone)
  })
  return [...groupBy(deals, ({ label }) => label)]
    .map(([label, same]) => ({ label, dealt: same.length, struck: same.filter(({ struck }) => struck).length }))
    .sort((one, other) => (one.label < other.label ? -1 : 1))
}

function dealsOf(intent: Intent, hits: Incident[], clicks: Click[], undone: Undone[]): Deal[] {
  const { aims, undo, flow, phase } = intent
  const ids = new Set(clicks.map(({ paymentId }) => paymentId))
  const raced = flow === 'two_tabs' ? ids.size > 1 : flow === 'double_click' ? clicks.length > ids.size : ids.size > 0
  const deals = [
    { label: `${flow} under ${POLICIES[phase]}`, struck: raced },
    ...aims.map((aim) => dealOf(aim, '', intent, hits)),
  ]
  if (!undo) return deals
  const part = undo.keeps > 0 ? ' of a part' : ''
  const twice = undo.race === 'same_twice' || undo.race === 'two_ids'
  return [
    ...deals,
    ...undo.aims.map((aim) => dealOf(aim, ` of a ${undo.kind}`, intent, hits)),
    { label: `${undo.kind}${part}, ${undo.race}`, struck: undone.length >= (twice ? 2 : 1) },
  ]
}

function dealOf(aim: Aim, of: string, { source }: Intent, hits: readonly Incident[]): Deal {
  if ('fault' in aim) {
    const by = aim.on === 'payment' ? ` by ${source === 'bank' ? 'bank' : 'card'}` : ''
    const struck = hits.some(({ what, step, fault }) => what === 'fault' && step === aim.on && fault === aim.fault.kind)
    return { label: `${aim.fault.kind} at ${aim.on}${by}${of}`, struck }
  }
  const step = 'mail' in aim ? 'mail' : 'on' in aim ? aim.on : `commit of ${aim.commit}`
  const who = aim.kill !== 'caller' ? aim.kill : 'by' in aim && aim.by !== 'any' ? aim.by : 'worker'
  const struck = hits.some(
    (hit) => hit.what === 'kill' && hit.step === `${aim.when} ${step}` && hit.victim?.startsWith(who),
  )
  return { label: `${who} killed ${aim.when} ${step}${of}`, struck }
}

/** What was dealt and never struck. */
export const missingOf = (evidence: Evidence): string[] =>
  coverageOf(evidence)
    .filter(({ struck }) => struck === 0)
    .map(({ label, dealt }) => `${label} (dealt ${dealt} times)`)

/** A run of the whole plan in which something dealt again and again never happened has not tried it. */
export const neverStruck: Judging = (books) =>
  books.planned.length < WHOLE_PLAN
    ? []
    : coverageOf(books)
        .filter(({ dealt, struck }) => dealt >= SURELY_ONE && struck === 0)
        .map(({ label, dealt }) => ({ rule: 'never_struck', what: `${label}: dealt ${dealt} times, and never struck` }))
