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
export const keyOf = ({ name, of }: Pick<Limit, 'name' | 'of'>): Buffer =>
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
    const left = row ? Math.max(1, Math.ceil((row.ends.getTime() - Date.now()) / 1000)) : 0
    const seconds = Math.min(left, limit.seconds) // the database rounds
    return { limit, taken: Number(row?.taken ?? 0), seconds }
  })

/** Counts a try against each limit, in one statement. @returns what that makes, in the order of the limits */
export async function takeLimits(limits: readonly Limit[]): Promise<Taken[]> {
  if (limits.length === 0) return []
  const values = [limits.map(keyOf), limits.map(({ points = 1 }) => points), limits.map(({ seconds }) => seconds)]
  const text = 'select * from public.take_limits($1, $2, $3)'
  return read(limits, await queryUnscoped<Row>('take_limits', text, values))
}

/** A limit that a try is let in by, or not. */
export type Bound = Limit & {
  /** Counts different ones only: which one this is. */
  each?: string
  /** Refuses nothing; `taken` tells what it came to. */
  isOpen?: boolean
  /** Counts the same try again, too. */
  isEach?: boolean
}

type Judged = { taken: string; remains: number; is_over: boolean }
export type Bounded = Taken & { isOver: boolean }

/**
 * Counts a try against all of the limits, or against none where one of them would be over, in one statement. Of points 0
 * a limit is only looked at. The same try again (`once`) counts nothing and is let in, as long as it is remembered.
 * @returns each limit in its order, as it is now
 */
export async function takeWithin(limits: readonly Bound[], once?: string): Promise<Bounded[]> {
  if (limits.length === 0) return []
  type Row = { key: Buffer; points: number; seconds: number; most: number | null; mark: number }
  const rows: Row[] = limits.map((limit) => ({
    ...{ key: keyOf(limit), points: limit.points ?? 1, seconds: limit.seconds, mark: limit.isEach ? -1 : 0 },
    most: limit.isOpen ? null : limit.most,
  }))
  /** @returns its place, as PostgreSQL counts */
  const mark = (key: Buffer, seconds: number) =>
    rows.push({ key, points: 1, seconds, most: null, mark: rows.length + 1 })
  for (const [n, { name, of, each, seconds }] of limits.entries()) {
    const row = rows[n]
    if (row && each !== undefined) row.mark = mark(keyOf({ name: `${name} each`, of: `${of}\0${each}` }), seconds)
  }
  const oncePlace = once === undefined ? 0 : mark(keyOf({ name: 'once', of: once }), ONCE_SECONDS)
  const values = (['key', 'points', 'seconds', 'most', 'mark'] as const).map((column) => rows.map((row) => row[column]))
  const text = 'select * from public.take_within($1, $2, $3, $4, $5, $6)'
  const judged = await queryUnscoped<Judged>('take_within', text, [...values, oncePlace])
  return limits.map((limit, n) => {
    const { taken = '0', remains = 0, is_over: isOver = true } = judged[n] ?? {}
    return { limit, taken: Number(taken), seconds: Math.min(limit.seconds, Math.max(1, remains)), isOver }
  })
}

/** So long a try is known as the same. */
const ONCE_SECONDS = 24 * 60 * 60

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
export const clearLimits = (limits: readonly Pick<Limit, 'name' | 'of'>[]): Promise<void> =>
  clearKeys(limits.map(keyOf))

/** The same by what stands in the database. */
export async function clearKeys(keys: readonly Uint8Array[]): Promise<void> {
  await queryUnscoped('clear_limits', 'select public.clear_limits($1)', [keys.map((key) => Buffer.from(key))])
}

const DROPPED_AT_ONCE = 5_000

/** Removes what counts no longer. */
export async function dropOldLimits(): Promise<void> {
  const text = 'select public.drop_old_limits($1) as dropped'
  for (;;) {
    const [row] = await queryUnscoped<{ dropped: string }>('drop_old_limits', text, [DROPPED_AT_ONCE])
    if (Number(row?.dropped ?? 0) < DROPPED_AT_ONCE) return
  }
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
