// What is to go wrong, and the register in which the proxies look up whether it goes wrong now.

/** Where a request to PaySimple stands in the flow. `sync` is a list of everything of one API user. */
export const CALLS = ['customer', 'card', 'bank', 'payment', 'list', 'get', 'void', 'reverse', 'sync'] as const
export type CallPoint = (typeof CALLS)[number]

/** The transactions that matter, by what they write: lib/db.ts's steps. */
export const COMMITS = ['row', 'customer', 'outcome', 'reversal'] as const
export type CommitPoint = (typeof COMMITS)[number]

/** `caller`: whichever process, app or worker, is at that step. */
export type Victim = 'caller' | 'database' | 'sandbox'
export type Fault = { kind: string; ms?: number }

type By = 'app' | 'worker' | 'any'
export type Aim =
  | { on: CallPoint; by: By; fault: Fault; times?: number }
  /** before: not forwarded; during: done there, and the answer kept back; after: right behind the answer. */
  | { on: CallPoint; by: By; kill: Victim; when: 'before' | 'during' | 'after' }
  | { commit: CommitPoint; by: By; kill: Victim; when: 'before' | 'after' }
  /** The mail server has the message and has not said so yet, or is about to be given it. */
  | { mail: true; kill: 'worker'; when: 'before' | 'after' }

/** One line of incidents.jsonl: something went wrong, on purpose or not. */
export type Incident = {
  at: number
  /** The intent it was aimed at; absent for what hit everybody. */
  intent?: number
  what: 'fault' | 'kill' | 'down' | 'up' | 'crash'
  step: string
  victim?: string
  fault?: string
  ms?: number
  /** For a fault in a payment call: the other side's processes as they were. */
  by?: string
}

/**
 * Aims in wait. A request or a transaction is known by keys (`order/…` for a payment's id, `customer/12` for PaySimple's
 * id of a customer), and a key stands for one intent or for all of one customer. One aim fires once, a fault `times`
 * times.
 */
export function createAims(note: (incident: Incident) => void) {
  const waiting = new Map<number, Aim[]>()
  const fired = new Map<number, Set<Aim>>()
  const known = new Map<string, Set<number>>()
  const intentsOf = (keys: readonly string[]) => new Set(keys.flatMap((key) => [...(known.get(key) ?? [])]))

  const count = (intent: number, aim: Aim) => void fired.set(intent, (fired.get(intent) ?? new Set()).add(aim))

  function take<A extends Aim>(keys: readonly string[], matches: (aim: Aim) => aim is A): { intent: number; aim: A }[] {
    const taken: { intent: number; aim: A }[] = []
    for (const intent of intentsOf(keys)) {
      const aims = waiting.get(intent) ?? []
      // One fault and one kill at most meet one request.
      for (const kind of ['fault', 'kill']) {
        const aim = aims.find((aim): aim is A => kind in aim && matches(aim))
        if (!aim || taken.some((other) => kind in other.aim)) continue
        taken.push({ intent, aim })
        count(intent, aim)
        if ('times' in aim && aim.times !== undefined && aim.times > 1) aim.times -= 1
        else aims.splice(aims.indexOf(aim), 1)
      }
    }
    return taken
  }

  function know(key: string, intent: number): void {
    const intents = known.get(key)
    if (intents) intents.add(intent)
    else known.set(key, new Set([intent]))
  }

  const byMatches = (by: By, slot: string) => by === 'any' || slot.startsWith(by)
  return {
    note,
    /** Lets an intent's aims loose. They are copied: the plan stays as it was drawn. */
    arm: (intent: number, aims: readonly Aim[]) => void waiting.set(intent, structuredClone([...aims])),
    /** How many of an intent's aims have fired. */
    struck: (intent: number) => fired.get(intent)?.size ?? 0,
    /** Says that a key (a payment's id, a customer's) stands for an intent. */
    know,
    intentsOf,
    /** The intent's customer is that of an earlier one. */
    adopt(intent: number, earlier: number): void {
      for (const [key, intents] of known) if (/^(name|customer)\//.test(key) && intents.has(earlier)) know(key, intent)
    },
    onCall: (slot: string, call: CallPoint, keys: readonly string[]) =>
      take(
        keys,
        (aim): aim is Extract<Aim, { on: CallPoint }> => 'on' in aim && aim.on === call && byMatches(aim.by, slot),
      ),
    onCommit: (slot: string, commit: CommitPoint, keys: readonly string[]) =>
      take(
        keys,
        (aim): aim is Extract<Aim, { commit: CommitPoint }> =>
          'commit' in aim && aim.commit === commit && byMatches(aim.by, slot),
      ),
    onMail: (intent: number, when: 'before' | 'after') => {
      const aims = waiting.get(intent) ?? []
      const at = aims.findIndex((aim) => 'mail' in aim && aim.when === when)
      for (const aim of at >= 0 ? aims.splice(at, 1) : []) count(intent, aim)
      return at >= 0
    },
    clear: () => waiting.clear(),
  }
}

export type Aims = ReturnType<typeof createAims>
