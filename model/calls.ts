import { type CallPoint, type Effect, FAULTS, failureAt } from './faults'
import type { Step } from './plan'
import { note, say, strike, type World } from './world'

/** How a fault changes what PaySimple does. */
export type Forced = { pending: boolean; hiddenMs: number }

const PLAIN: Effect = { done: 'yes', sees: 'answer' }
type Who = 'click' | 'rest' | 'undo' | 'look' | 'trace' | 'sync'
type Sent = Extract<Step, `${Who} ${CallPoint} sent`>

function takeFault(world: World, point: CallPoint) {
  if (world.calm) return undefined
  const fault = world.plan.faults.find((each) => each.point === point && each.times > 0)
  if (!fault || fault.skip-- > 0) return undefined
  fault.times--
  note(world, `fault ${fault.kind} at ${point}`)
  return fault
}

/**
 * One call to PaySimple, as the client makes it: sent once, waited for until the deadline. `perform` is what PaySimple
 * does, at the instant at which it does it, whatever has become of the caller.
 * @throws PaySimpleError as the client would
 */
export function* call<T>(
  world: World,
  sent: Sent,
  perform: (forced: Forced) => T,
  sendBefore = Number.POSITIVE_INFINITY,
): Generator<number, T, void> {
  const { engine, random, rules } = world
  const [who, point] = sent.split(' ') as [Who, CallPoint]
  const begun = engine.now()
  if (begun > sendBefore || begun < world.paysimpleDownUntil) throw failureAt(point, 'not_sent')
  const fault = takeFault(world, point)
  const effect: Effect = fault ? FAULTS[fault.kind] : PLAIN
  const ms = fault?.ms ?? 0
  const travel = random.between(10, 170)
  let result: { value: T } | { error: unknown } | undefined
  if (effect.done !== 'no')
    engine.at(begun + travel + (effect.done === 'late' ? ms : 0), () => {
      try {
        result = { value: perform({ pending: effect.pends === true, hiddenMs: effect.hides ? ms : 0 }) }
        say(world, `PaySimple does ${who} ${point}`)
        world.onLedger()
      } catch (error) {
        result = { error }
        say(world, `PaySimple refuses ${who} ${point}: ${error}`)
      }
      if (effect.exits) world.paysimpleDownUntil = engine.now() + ms
    })
  const onTheWay = strike(world, sent)
  if (onTheWay) yield onTheWay
  const deadline = begun + rules.deadline
  const answeredAt = effect.sees === 'nothing' ? Number.POSITIVE_INFINITY : begun + 2 * travel + (effect.slow ? ms : 0)
  yield Math.max(0, Math.min(answeredAt, deadline) - engine.now())
  const onReturn = strike(world, `${who} ${point} answered` as Step)
  if (onReturn) yield onReturn
  if (answeredAt > deadline || effect.sees === 'nothing') throw failureAt(point, 'no_answer')
  if (effect.sees !== 'answer') throw failureAt(point, effect.sees)
  if (!result) throw new Error('Answered before it was done.')
  if ('error' in result) throw result.error
  return result.value
}
