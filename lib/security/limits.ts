import 'server-only'
import { createHmac } from 'node:crypto'
import { queryUnscoped } from '@/lib/db'
import { purposeKey } from '@/lib/purpose-key'

// How often something may be tried, over all processes and restarts: the counts are PostgreSQL's.

export type Limit = {
  /** What is limited, a word of ours. */
  name: string
  /** Of whom or what it is counted: an address, a member, a card. Kept only as a keyed hash. */
  of: string
  /** How much of it is allowed within the time. */
  most: number
  /** How long it is counted, from the first on. */
  seconds: number
  /** How much one try takes, 1 where it is left out; cents where an amount is limited. */
  points?: number
}

type Row = { at_key: Buffer; taken: string; ends: Date }

/** What stands in the database: who knows a card can't find it there without our key. */
const keyOf = ({ name, of }: Pick<Limit, 'name' | 'of'>): Buffer =>
  createHmac('sha256', purposeKey('plumbline limits')).update(`${name}\0${of}`).digest()

export type Taken = {
  limit: Limit
  /** How much was taken by now, this try included. */
  taken: number
  /** How many seconds it still counts. */
  seconds: number
}

const read = (limits: readonly Limit[], rows: Row[]): Taken[] =>
  limits.map((limit) => {
    const key = keyOf(limit)
    const row = rows.find(({ at_key }) => key.equals(at_key))
    const seconds = row ? Math.max(1, Math.ceil((row.ends.getTime() - Date.now()) / 1000)) : 0
    return { limit, taken: Number(row?.taken ?? 0), seconds }
  })

/** Counts a try against each limit, in one statement. @returns what that makes, in the order of the limits */
export async function takeLimits(limits: readonly Limit[]): Promise<Taken[]> {
  if (limits.length === 0) return []
  const values = [limits.map(keyOf), limits.map(({ points = 1 }) => points), limits.map(({ seconds }) => seconds)]
  const text = 'select * from public.take_limits($1, $2, $3)'
  return read(limits, await queryUnscoped<Row>('take_limits', text, values))
}

/** Tells what is counted, without counting. */
export async function readLimits(limits: readonly Limit[]): Promise<Taken[]> {
  const text = 'select * from public.read_limits($1)'
  return read(limits, await queryUnscoped<Row>('read_limits', text, [limits.map(keyOf)]))
}

/** Takes back a try that turned out not to count. */
export async function returnLimits(limits: readonly Limit[]): Promise<void> {
  const values = [limits.map(keyOf), limits.map(({ points = 1 }) => points)]
  await queryUnscoped('return_limits', 'select public.return_limits($1, $2)', values)
}

/** Forgets what was counted: the next try is the first. */
export async function clearLimits(limits: readonly Pick<Limit, 'name' | 'of'>[]): Promise<void> {
  await queryUnscoped('clear_limits', 'select public.clear_limits($1)', [limits.map(keyOf)])
}

/** Returns the limit that is over, of which one has to wait longest; null where none is. */
export function overLimit(all: readonly Taken[]): Taken | null {
  const over = all.filter(({ limit, taken }) => taken > limit.most)
  return over.toSorted((one, other) => other.seconds - one.seconds)[0] ?? null
}

/** How long to wait, in words: “30 seconds”, “5 minutes”, “2 hours”. */
export function waitInWords(seconds: number): string {
  const [many, word] =
    seconds < 90
      ? [seconds, 'second']
      : seconds < 90 * 60
        ? [Math.ceil(seconds / 60), 'minute']
        : [Math.ceil(seconds / 3600), 'hour']
  return `${many} ${word}${many === 1 ? '' : 's'}`
}
