import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ActionResult } from '@/lib/orgs/action'
import type { PaymentForm } from '@/lib/payments/take/payment-form'
import type { PaymentView, RepeatQuestion } from '@/lib/payments/words/payment-view'
import type { StatusAnswer } from './ask-status'
import { ABSENT_AFTER, GIVE_UP_AFTER, reduce } from './payment-machine'
import { type Effect, type Event, INITIAL, type Input, type Result, type State } from './payment-state'
import { earlierOf, formOf, ok, refusal, TYPED, viewOf } from './testing/payment-values'

const PRESS: Input = { type: 'pressed', typed: TYPED }
const OTHERS = (['opened', 'invalid', 'confirmed', 'back', 'again', 'again', 'news'] as const).map((type) => ({ type }))
/** What people do: they press, most of all. */
const PEOPLE: readonly Input[] = [PRESS, PRESS, PRESS, PRESS, PRESS, ...OTHERS]
const VIEWS = ['authorized', 'declined', 'not_taken', 'checking', 'reversed'] as const

/** Where the dialog itself offers a way on; everywhere else something that was asked for must still be under way. */
const waitsForPerson = ({ phase }: State) =>
  ['unopened', 'form', 'blocked', 'repeat'].includes(phase.at) || (phase.at === 'decided' && !phase.reopening)

const isTaken = ({ phase }: State) =>
  phase.at === 'decided' && (phase.view.state === 'authorized' || phase.view.state === 'reversed')

/** One step of a random use. `who` chooses what people do or which effect is answered, `what` the answer. */
type Move = { kind: number; who: number; what: number; seconds: number }
const moves = fc.array(
  fc.record({
    kind: fc.integer({ min: 0, max: 3 }),
    who: fc.nat(999),
    what: fc.nat(9_999),
    seconds: fc.constantFrom(0, 0, 0, 0, 1, 3, 9, 20),
  }),
  { minLength: 10, maxLength: 120, size: 'max' },
)

const pick = <T>(choices: readonly T[], n: number): T => choices[n % choices.length] as T

/** An effect that was asked for at `at` and not answered yet. */
type Pending = { effect: Effect; run: number; at: number }

/** A dialog whose effects are answered by the test, in any order, those of runs that are over included. */
function createDialog() {
  let state = INITIAL
  let at = 0
  let ids = 0
  const pending: Pending[] = []
  const tell = (event: Input | Result) => {
    const before = state
    state = reduce(state, { ...event, at } as Event)
    if (state !== before)
      for (const effect of state.effects)
        if (!['fill', 'refill', 'mark', 'forget'].includes(effect.do)) pending.push({ effect, run: state.run, at })
    return { before, event, after: state, sends: state === before ? 0 : sendsOf(state) }
  }
  return {
    tell,
    pending,
    state: () => state,
    at: () => at,
    pass: (ms: number) => {
      at += ms
    },
    mint: () => `payment-${++ids}`,
    isUnderWay: () => pending.some(({ effect, run }) => run === state.run && effect.do !== 'listen'),
  }
}

const sendsOf = ({ effects }: State) => effects.filter((effect) => effect.do === 'send').length

/** What may come back for an effect; `n` chooses. It need not be true, nor fit what came before. */
function anyResult({ effect, run }: Pending, n: number, mint: () => string): Result {
  const of = <T>(...choices: (() => T)[]): T => pick(choices, n)()
  switch (effect.do) {
    case 'load':
      return {
        ...{ type: 'loaded', run },
        result: of<ActionResult<PaymentForm> | null>(
          () => ok(formOf(mint())),
          () => ok(formOf(mint())),
          () => ok(formOf(mint())),
          () => ok(formOf(mint(), 'nothing_to_pay')),
          () => refusal('No.'),
          () => null,
        ),
      }
    case 'send': {
      const views = VIEWS.map((state) => () => ok(viewOf(effect.input.paymentId, state)))
      return {
        ...{ type: 'answered', run },
        result: of<ActionResult<PaymentView | RepeatQuestion> | null>(
          ...views,
          () => ok({ state: 'repeat', earlier: earlierOf('first') }),
          () => refusal('No.'),
          () => refusal('No.', { billingZip: 'No.' }),
          () => refusal('Too much.', { amount: 'Too much.' }),
          () => ({ ok: false, message: 'Your password.', needsPassword: true }),
          () => null,
        ),
      }
    }
    case 'ask': {
      const views = VIEWS.map((state) => () => ({ kind: 'found', view: viewOf(effect.paymentId, state) }) as const)
      const others = (['none', 'offline', 'signed_out'] as const).map((kind) => () => ({ kind }))
      return { type: 'status', run, answer: of<StatusAnswer>(...views, ...others, ...others), isLive: n % 2 === 0 }
    }
    default:
      return { type: 'waited', run }
  }
}

type Step = ReturnType<ReturnType<typeof createDialog>['tell']>

/** One random use of the dialog; `check` sees every step, when it was, and whether something is under way after it. */
function use(each: readonly Move[], check: (step: Step, at: number, isUnderWay: boolean) => void) {
  const dialog = createDialog()
  const tell = (event: Input | Result) => check(dialog.tell(event), dialog.at(), dialog.isUnderWay())
  dialog.tell({ type: 'opened' })
  /** Payments for which the password is asked. */
  const asked = new Set<Pending>()
  for (const { kind, who, what, seconds } of each) {
    dialog.pass(seconds * 1_000)
    if (kind === 0 || dialog.pending.length === 0) tell(pick(PEOPLE, who))
    else {
      const next = pick(dialog.pending, who)
      if (next.effect.do === 'send' && what % 5 === 0) {
        tell({ type: asked.has(next) ? 'resent' : 'asking', run: next.run })
        asked.add(next)
        continue
      }
      dialog.pending.splice(dialog.pending.indexOf(next), 1)
      tell(anyResult(next, what, dialog.mint))
    }
  }
}

const always = (check: Parameters<typeof use>[1]) =>
  fc.assert(
    fc.property(moves, (each) => use(each, check)),
    { numRuns: 500 },
  )

describe('whatever is pressed, answered, lost or late', () => {
  it('an answer of another run changes nothing, and the runs only go up', () => {
    always(({ before, event, after }) => {
      if ('run' in event && event.run !== before.run) expect(after).toBe(before)
      expect(after.run).toBeGreaterThanOrEqual(before.run)
    })
  })

  it('one press sends once, and the next only after a word that nothing was charged', () => {
    let [seconds, isLocked, sentAt, isRefused] = [0, false, 0, false]
    /** The rules in a second wording: what a person may be told by that nothing was charged. */
    const frees = (event: Input | Result, at: number): boolean => {
      if (event.type === 'answered') {
        if (event.result?.ok) return ['repeat', 'declined', 'not_taken'].includes(event.result.value.state)
        isRefused = event.result !== null
        return event.result?.fields !== undefined || event.result?.needsPassword === true
      }
      if (event.type !== 'status') return false
      const { answer } = event
      if (answer.kind === 'found') return answer.view.state === 'declined' || answer.view.state === 'not_taken'
      return answer.kind !== 'offline' && (isRefused || (answer.kind === 'none' && at - sentAt > ABSENT_AFTER))
    }
    fc.assert(
      fc.property(moves, (each) => {
        isLocked = false
        use(each, ({ before, event, after, sends }, at) => {
          if (sends > 0) {
            expect([sends, isLocked]).toEqual([1, false])
            expect(['pressed', 'confirmed']).toContain(event.type)
            if (sentAt > 0) seconds++
            ;[isLocked, sentAt, isRefused] = [true, at, false]
          } else if (after !== before && frees(event, at)) isLocked = false
          if (after !== before && event.type === 'resent') sentAt = at
        })
      }),
      { numRuns: 500 },
    )
    expect(seconds).toBeGreaterThan(100)
  })

  it('once taken it stays decided, by itself and by any press', () => {
    always(({ before, after, event }) => {
      if (isTaken(before)) expect(after.phase.at).toBe('decided')
      if (before.phase.at === 'decided' && !before.phase.reopening && after.phase.at !== 'decided')
        expect.fail(`${event.type} leads away from a result`)
    })
  })

  it('a payment that Plumbline has is left by its outcome alone', () => {
    always(({ before, after }) => {
      if (before.phase.at !== 'checking' || !before.phase.view) return
      expect(after.phase.at === 'decided' || (after.phase.at === 'checking' && after.phase.view !== null)).toBe(true)
    })
  })

  it('every state has a way on', () => {
    always(({ after }, _at, isUnderWay) => {
      if (!waitsForPerson(after)) expect([after.phase.at, isUnderWay]).toEqual([after.phase.at, true])
    })
  })
})

/** A Plumbline that tells the truth, behind a network that loses requests, answers and sessions. */
function createPlumbline() {
  /** A request that is not seen by then never is (ABSENT_AFTER). */
  const ARRIVES_WITHIN = ABSENT_AFTER - 10_000
  const rows = new Map<string, PaymentView['state']>()
  const answers = new Map<Pending, ActionResult<PaymentView | RepeatQuestion>>()
  const arrived = new Set<Pending>()
  const viewed = (id: string) => ok(viewOf(id, rows.get(id) ?? 'not_taken'))

  return {
    rows,
    /** Whether a payment is charged, or may be, or may yet come to be. */
    stands: (sent: readonly Pending[], at: number) =>
      [...rows.values()].some((state) => state === 'checking' || state === 'authorized') ||
      sent.some((request) => !arrived.has(request) && at - request.at <= ARRIVES_WITHIN),
    /** A request reaches the server, which begins the payment, or says why not. The same id is never begun twice. */
    arrive(request: Pending, at: number, what: number) {
      if (request.effect.do !== 'send' || arrived.has(request) || at - request.at > ARRIVES_WITHIN) return
      arrived.add(request)
      const id = request.effect.input.paymentId
      if (!rows.has(id) && what % 8 === 0) answers.set(request, refusal('No.'))
      else if (!rows.has(id) && what % 8 === 1) answers.set(request, refusal('Too much.', { amount: 'Too much.' }))
      else if (!rows.has(id) && what % 8 === 2)
        answers.set(request, ok({ state: 'repeat', earlier: earlierOf('first') }))
      else if (!rows.has(id)) rows.set(id, pick(['checking', 'checking', 'authorized', 'declined', 'not_taken'], what))
    },
    /** The worker, or the request itself, learns the outcome of a payment. */
    decide(who: number, what: number) {
      const open = [...rows].filter(([, state]) => state === 'checking')
      const [id] = pick([...open, [undefined]], who)
      if (id) rows.set(id, pick(['authorized', 'declined', 'not_taken'], what))
    },
    answer(next: Pending, what: number, mint: () => string): Result {
      const { effect, run } = next
      if (effect.do === 'send') {
        const said = answers.get(next) ?? viewed(effect.input.paymentId)
        return { type: 'answered', run, result: arrived.has(next) && what % 3 > 0 ? said : null }
      }
      if (effect.do !== 'ask') return anyResult(next, what, mint)
      const state = rows.get(effect.paymentId)
      const truth = state
        ? ({ kind: 'found', view: viewOf(effect.paymentId, state) } as const)
        : { kind: 'none' as const }
      const lost = [{ kind: 'offline' as const }, { kind: 'signed_out' as const }]
      return { type: 'status', run, answer: pick([truth, truth, truth, ...lost], what), isLive: false }
    },
  }
}

describe('with a Plumbline that tells the truth', () => {
  it('offers a charge only while none stands, and none is on its way', () => {
    let [charged, tried] = [0, 0]
    fc.assert(
      fc.property(moves, (each) => {
        const dialog = createDialog()
        const plumbline = createPlumbline()
        const sent = new Set<Pending>()
        dialog.tell({ type: 'opened' })
        for (const { kind, who, what, seconds } of each) {
          dialog.pass(seconds * 1_000)
          if (kind === 1 && sent.size > 0) {
            if (what % 2 === 0) plumbline.decide(who, what >> 1)
            else plumbline.arrive(pick([...sent].slice(-2), who), dialog.at(), what >> 1)
          } else if (kind === 0 || dialog.pending.length === 0) dialog.tell(pick(PEOPLE, who))
          else {
            const next = pick(dialog.pending, who)
            dialog.pending.splice(dialog.pending.indexOf(next), 1)
            dialog.tell(plumbline.answer(next, what, dialog.mint))
          }
          for (const next of dialog.pending) if (next.effect.do === 'send') sent.add(next)
          if (['form', 'blocked', 'repeat'].includes(dialog.state().phase.at))
            expect(plumbline.stands([...sent], dialog.at())).toBe(false)
        }
        tried += sent.size
        charged += [...plumbline.rows.values()].filter((state) => state === 'authorized').length
      }),
      { numRuns: 500 },
    )
    // The moves come as far as that.
    expect(tried).toBeGreaterThan(300)
    expect(charged).toBeGreaterThan(30)
  })

  const lastWord = ({ phase }: State): StatusAnswer =>
    phase.at === 'checking' && phase.view
      ? { kind: 'found', view: { ...phase.view, state: 'not_taken' } }
      : { kind: 'none' }

  it('comes to a result that waits for a person, from wherever it is', () => {
    fc.assert(
      fc.property(moves, (each) => {
        const dialog = createDialog()
        dialog.tell({ type: 'opened' })
        for (const { kind, who, what } of each) {
          if (kind === 0 || dialog.pending.length === 0) dialog.tell(pick(PEOPLE, who))
          else dialog.tell(anyResult(pick(dialog.pending, who), what, dialog.mint))
        }
        // From here on every request is lost, and Plumbline says of a payment that it was not taken, or is not there.
        for (let left = 60; !waitsForPerson(dialog.state()); left--) {
          expect(left).toBeGreaterThan(0)
          dialog.pass(GIVE_UP_AFTER / 5)
          const mine = dialog.pending.filter(({ run }) => run === dialog.state().run)
          dialog.pending.length = 0
          for (const { effect, run } of mine) {
            if (effect.do === 'load') dialog.tell({ type: 'loaded', run, result: null })
            else if (effect.do === 'ask')
              dialog.tell({ type: 'status', run, answer: lastWord(dialog.state()), isLive: false })
            else if (effect.do !== 'send') dialog.tell({ type: 'waited', run })
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})
