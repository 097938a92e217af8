import { type CallPoint, type Effect, FAULTS, failureAt } from './faults'
import { STEPS, type Step } from './plan'
import { note, say, strike, type World } from './world'

// What lies between us and PaySimple: a call goes out, PaySimple does it or not, the caller hears of it or not.

/** How a fault changes what PaySimple does. */
export type Forced = { pending: boolean; twice: boolean; hiddenMs: number }

const PLAIN: Effect = { done: 'yes', sees: 'answer' }
type Who = 'click' | 'recharge' | 'reversal' | 'check' | 'reversal-check' | 'sync'
type Sent = Extract<Step, `${Who} ${CallPoint} sent`>

/** Of each step at which a call is sent: who sends what, and the step at which it is answered. */
const SENT = new Map(
  STEPS.filter((step) => step.endsWith(' sent')).map((step) => {
    const [who, point] = step.split(' ') as [Who, CallPoint]
    return [step, { who, point, answered: `${who} ${point} answered` as Step }]
  }),
)

function takeFault(world: World, point: CallPoint) {
  if (world.calm) return undefined
  const fault = world.plan.faults.find((each) => each.point === point && each.times > 0)
  if (!fault || fault.skip-- > 0) return undefined
  fault.times--
  note(world, `fault ${fault.kind} at ${point}`)
  return fault
}

const fail = () => {
  throw new Error('No such call.')
}

/**
 * One call to PaySimple, as the client makes it: sent once, waited for until the deadline. `perform` is what PaySimple
 * does, at the instant at which it does it, whatever happened to the caller.
 * @throws PaySimpleError as the client would
 */
export function* call<T>(
  world: World,
  sent: Sent,
  perform: (forced: Forced) => T,
  sendBefore = Number.POSITIVE_INFINITY,
): Generator<number, T, void> {
  const { clock, random, rules } = world
  const { who, point, answered } = SENT.get(sent) ?? fail()
  const begun = clock.now()
  if (begun > sendBefore || begun < world.paysimpleDownUntil) throw failureAt(point, 'not_sent')
  const fault = takeFault(world, point)
  const effect: Effect = fault ? FAULTS[fault.kind] : PLAIN
  const ms = fault?.ms ?? 0
  const travel = random.int(10, 170)
  let result: { value: T } | { error: unknown } | undefined
  if (effect.done !== 'no')
    clock.at(begun + travel + (effect.done === 'late' ? ms : 0), () => {
      try {
        result = {
          value: perform({
            pending: effect.pends === true,
            twice: effect.twice === true,
            hiddenMs: effect.hides ? ms : 0,
          }),
        }
        if (world.tell) say(world, `PaySimple does ${who} ${point}`)
        world.onLedger()
      } catch (error) {
        result = { error }
        say(world, `PaySimple refuses ${who} ${point}: ${error}`)
      }
      if (effect.exits) world.paysimpleDownUntil = clock.now() + ms
    })
  const onTheWay = strike(world, sent)
  if (onTheWay) yield onTheWay
  const deadline = begun + rules.deadline
  const answeredAt = effect.sees === 'nothing' ? Number.POSITIVE_INFINITY : begun + 2 * travel + (effect.slow ? ms : 0)
  yield Math.max(0, Math.min(answeredAt, deadline) - clock.now())
  const onReturn = strike(world, answered)
  if (onReturn) yield onReturn
  if (answeredAt > deadline || effect.sees === 'nothing') throw failureAt(point, 'no_answer')
  if (effect.sees !== 'answer') throw failureAt(point, effect.sees)
  if (!result) throw new Error('Answered before it was done.')
  if ('error' in result) throw result.error
  return result.value
}
