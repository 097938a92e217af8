import 'server-only'
import { report, UserError } from '@/lib/errors'
import type { Actor } from '@/lib/orgs/actor'
import { networkOf } from '@/lib/request-source'
import { type Bound, type Bounded, readLimits, takeWithin } from '@/lib/security/limits'
import { ACTS, type Act, AFTER_A_DECLINE } from './acts'
import { noteLimitMet } from './locks'
import { type Different, type LimitName, limitRule, type Subject } from './table'
import { limitWords, mostOf } from './words'

// Who wants something outside is counted first: before anything is sent, over all processes and restarts.

/** Who asks, in which company. */
export type Caller = {
  org: Pick<Actor['org'], 'id' | 'limitFactor'> & Partial<Pick<Actor['org'], 'name' | 'phone'>>
  user: Actor['user']
  /** Left out: a member. */
  role?: Actor['role']
  source?: Actor['source']
}

/** What is asked about. What is left out isn't counted. */
export type About = {
  /** A card's or bank account's number, or a saved one's id. `words` are what people may read of it: "Visa 1111". */
  card?: { key: string; words: string; isTyped: boolean }
  jobNumber?: number
  paymentId?: string
  accountId?: string
  /** Where an email goes. */
  inbox?: string | null
}

type Keyed = { of: string; words: string }

/** Under what a subject is counted, and what people read of it. Only a card is the same for all companies. */
function keyedSubjects({ org, user, role, source }: Caller, about: About): Partial<Record<Subject, Keyed>> {
  const { card, jobNumber, paymentId, accountId, inbox } = about
  // The database reads an id in either case as the same, so it counts as the same.
  const here = (of: string | number) => `${org.id} ${of}`.toLowerCase()
  const address = source?.address && networkOf(source.address)
  return {
    [role === 'customer' ? 'link' : 'member']: { of: here(user.id), words: user.name },
    company: { of: org.id, words: 'The whole company' },
    ...(address && { address: { of: here(address), words: address } }),
    ...(card && {
      card: { of: card.key.toLowerCase(), words: card.words },
      'card here': { of: here(card.key), words: card.words },
    }),
    ...(jobNumber && { job: { of: here(jobNumber), words: `Job ${jobNumber}` } }),
    ...(paymentId && { payment: { of: here(paymentId), words: `Payment ${paymentId}` } }),
    ...(accountId && { account: { of: here(accountId), words: 'A saved card or bank account' } }),
    ...(inbox && { inbox: { of: here(inbox), words: inbox } }),
  }
}

const differentOf = (which: Different, { card, inbox }: About): string | undefined =>
  which === 'inbox' ? inbox?.toLowerCase() || undefined : card?.isTyped ? card.key : undefined

type NamedBound = Bound & { name: LimitName; words: string }

/** Some limits as they are for a caller. One whose subject isn't there is left out. */
export function boundsOf(names: readonly LimitName[], caller: Caller, about: About): NamedBound[] {
  const subjects = keyedSubjects(caller, about)
  return names.flatMap((name) => {
    const rule = limitRule(name)
    const keyed = subjects[rule.of]
    const each = rule.each && differentOf(rule.each, about)
    if (!keyed || (rule.each && each === undefined)) return []
    return {
      ...{ name, ...keyed, seconds: rule.seconds, most: mostOf(rule, caller.org.limitFactor) },
      ...(each !== undefined && { each }),
      ...(rule.counted === 'outcome' && { points: 0 }),
      ...(rule.counted === 'each' && { isEach: true }),
    }
  })
}

/** An act's limits that count now. */
async function limitsOf(act: Act, caller: Caller): Promise<readonly LimitName[]> {
  const names: readonly LimitName[] = ACTS[act]
  if (!names.some((name) => AFTER_A_DECLINE.includes(name))) return names
  const [declines] = await readLimits(boundsOf(['link_declines'], caller, {}))
  return declines && declines.taken > 0 ? names : names.filter((name) => !AFTER_A_DECLINE.includes(name))
}

/** Thrown where a limit is over. */
export class LimitMet extends UserError {}

export type Admission =
  | { refused: null; taken: readonly Bounded[] }
  /** `met` is the limit that was over, or null where it couldn't be counted. */
  | { refused: string; met: (NamedBound & { wait: number }) | null; taken: readonly Bounded[] }

type Options = {
  /** What marks the same try: again it counts nothing and is let in. */
  once?: string
  /** Limits besides those of the act. */
  besides?: readonly Bound[]
  /** That nothing was done, in a sentence. */
  nothing?: string
  /** The input that it is about. */
  field?: string
}

const UNCOUNTED = 'Plumbline couldn’t check its limits.'

/** Counts something that reaches outside against its limits. Never throws: what can't be counted is refused. */
export async function askAdmission(
  caller: Caller,
  act: Act,
  about: About = {},
  { once, besides = [], nothing = 'Nothing was done, and what you typed is still here.' }: Options = {},
): Promise<Admission> {
  try {
    const bounds = boundsOf(await limitsOf(act, caller), caller, about)
    const taken = await takeWithin([...bounds, ...besides], once)
    const over = taken
      .map((one, n) => ({ ...one, bound: bounds[n] }))
      .filter(({ isOver }) => isOver)
      .toSorted((one, other) => other.seconds - one.seconds)[0]
    if (!over) return { refused: null, taken }
    const { bound, seconds: wait } = over
    if (!bound) return { refused: `${UNCOUNTED} ${nothing}`, met: null, taken }
    const company = caller.role === 'customer' ? caller.org : null
    const refused = limitWords(bound.name, caller.org.limitFactor, wait, nothing, company)
    return { refused, met: { ...bound, wait }, taken }
  } catch (error) {
    const id = report(error, 'askAdmission')
    return { refused: `${UNCOUNTED} ${nothing} Try again in a minute (error ${id}).`, met: null, taken: [] }
  }
}

/**
 * Writes down that a limit was met, for the owners, and makes the error that says so. The input that it is about, where
 * there is one, gets a few words only: forms show the whole message once, at their top.
 */
export async function refusal(
  caller: Caller,
  { refused, met }: Extract<Admission, { refused: string }>,
  fieldOf: (name: LimitName | null) => string | null = () => null,
): Promise<LimitMet> {
  if (met) await noteLimitMet(caller, met)
  const field = fieldOf(met?.name ?? null)
  return new LimitMet(
    refused,
    field ? { [field]: met ? 'This meets a limit.' : 'This can’t be counted right now.' } : {},
  )
}

/** @throws LimitMet, with words, where something that reaches outside is over one of its limits, or can't be counted */
export async function admit(caller: Caller, act: Act, about: About = {}, options: Options = {}): Promise<void> {
  const admission = await askAdmission(caller, act, about, options)
  if (admission.refused !== null) throw await refusal(caller, admission, () => options.field ?? null)
}
