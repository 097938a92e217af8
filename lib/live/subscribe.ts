import 'server-only'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { z } from 'zod'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { openSessions } from '@/lib/sessions/session-record'

// Passes what the database's triggers report (prisma/migrations/…_live) to subscribers in this process.

export type LiveNews =
  /** This payment or paper changed: its row or an email about it. Read it again. */
  | { kind: 'change'; paymentId: string }
  /** Every change from here on is reported. Earlier ones may be missing: read everything again. */
  | { kind: 'resync' }

type Listener = (news: LiveNews) => void

/** The application name in PostgreSQL, so that an operator can tell this connection from the pool's. */
export const LISTENER_NAME = 'plumbline live'

const SECOND = 1_000
/** A query finds out that a connection died silently. TCP alone takes minutes. */
const PULSE_EVERY = 30 * SECOND
const ANSWER_WITHIN = 10 * SECOND
const SHORTEST_WAIT = 100
const LONGEST_WAIT = 15 * SECOND

const linkKey = (linkId: string) => `link ${linkId}`
const isLink = (key: string) => key.startsWith('link ')

const noticeSchema = z.union([
  z.object({ org: z.string(), payment: z.string() }),
  z.object({ job: z.string() }),
  z.object({ session: z.string() }),
  z.object({ link: z.string() }),
])

/** How many are told before requests have their turn: of a thousand, a payment must notice nothing. */
const AT_ONCE = 50

async function tell(all: ReadonlySet<Listener>, news: LiveNews): Promise<void> {
  let told = 0
  for (const listener of all) {
    if (++told % AT_ONCE === 0) await nextTurn()
    if (all.has(listener)) listener(news)
  }
}

function createHub() {
  const listeners = new Map<string, Set<Listener>>()
  /** By session, or link (`linkKey`), what ends the streams that it has open. */
  const streams = new Map<string, Set<() => void>>()
  let listening = false
  let hasListened = false
  /** One after the other, so that everybody hears of changes in their order. */
  let telling = Promise.resolve()
  const tellAll = (all: ReadonlySet<Listener>, news: LiveNews) => {
    telling = telling.then(() => tell(all, news)).catch(() => {}) // who fails keeps nobody else from hearing
  }

  function endStreams(sessionId: string): void {
    for (const end of streams.get(sessionId) ?? []) end()
  }

  /** Ends the streams whose sessions have ended while nobody listened. */
  async function endMissed(): Promise<void> {
    const ids = [...streams.keys()].filter((key) => !isLink(key))
    // Who is at a link comes back at once, and is asked for it again.
    if (hasListened) for (const key of streams.keys()) if (isLink(key)) endStreams(key)
    hasListened = true
    if (ids.length === 0) return
    const open = new Set(await openSessions(ids))
    for (const id of ids) if (!open.has(id)) endStreams(id)
  }

  function onNotice(payload = ''): void {
    try {
      const notice = noticeSchema.parse(JSON.parse(payload))
      if ('session' in notice) endStreams(notice.session)
      else if ('link' in notice) endStreams(linkKey(notice.link))
      else if ('job' in notice)
        tellAll(listeners.get(notice.job) ?? new Set(), { kind: 'change', paymentId: notice.job })
      else tellAll(listeners.get(notice.org) ?? new Set(), { kind: 'change', paymentId: notice.payment })
    } catch {
      // Any role of this database can send one.
      log.warn({ event: 'unknown_notification' }, 'Ignored a notification on plumbline_changes that isn’t ours')
    }
  }

  /** Listens until the connection is lost. Returns why it was. */
  async function listenOnce(onListening: () => void): Promise<unknown> {
    const client = new pg.Client({
      connectionString: env().APP_DATABASE_URL,
      application_name: LISTENER_NAME,
      connectionTimeoutMillis: ANSWER_WITHIN,
      query_timeout: ANSWER_WITHIN,
    })
    const lost = new Promise<unknown>((resolve) => client.on('error', resolve).on('end', () => resolve(undefined)))
    client.on('notification', ({ payload }) => onNotice(payload))
    let pulse: NodeJS.Timeout | undefined
    try {
      await client.connect()
      await client.query('listen plumbline_changes')
      const broken = new Promise<unknown>((resolve) => {
        pulse = setInterval(() => client.query('select 1').catch(resolve), PULSE_EVERY)
      })
      await endMissed()
      onListening()
      listening = true
      for (const all of listeners.values()) tellAll(all, { kind: 'resync' })
      return await Promise.race([lost, broken])
    } catch (error) {
      return error
    } finally {
      listening = false
      clearInterval(pulse)
      void client.end().catch(() => {}) // on a dead connection this may never return
    }
  }

  async function run(): Promise<never> {
    for (let failures = 0; ; failures++) {
      const reason = await listenOnce(() => {
        failures = 0
      })
      // The message may contain the address; the code is enough.
      const { name, code } = (reason ?? {}) as { name?: string; code?: string }
      log.warn(
        { event: 'live_connection_lost', error: name, code },
        'Lost the connection for live updates; reconnecting',
      )
      await pause(Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** failures))
    }
  }
  void run()

  return {
    onSessionEnd(sessionId: string, end: () => void): () => void {
      const all = streams.get(sessionId) ?? new Set()
      streams.set(sessionId, all.add(end))
      return () => {
        all.delete(end)
        if (all.size === 0 && streams.get(sessionId) === all) streams.delete(sessionId)
      }
    },
    subscribe(orgId: string, listener: Listener): () => void {
      const all = listeners.get(orgId) ?? new Set()
      listeners.set(orgId, all.add(listener))
      if (listening) listener({ kind: 'resync' })
      return () => {
        all.delete(listener)
        if (all.size === 0 && listeners.get(orgId) === all) listeners.delete(orgId)
      }
    },
  }
}

// One connection per process, made at the first use. On globalThis for the reason in lib/db.ts.
const holder = globalThis as unknown as { plumblineLive?: ReturnType<typeof createHub> }

/**
 * Calls `listener` for every committed change to an organization's payments and papers, or to a job's, within milliseconds, whichever process
 * made it. Calls it with a resync first, as soon as changes can be heard, and again whenever some may have been missed.
 * `listener` must not throw. Needs a session of its own: a pooler that shares sessions between transactions doesn't
 * pass notices on.
 * @param ofId an organization's id, or a job's: then each change is told under the job's own id
 * @returns a function that ends the subscription
 */
export function subscribe(ofId: string, listener: Listener): () => void {
  holder.plumblineLive ??= createHub()
  return holder.plumblineLive.subscribe(ofId, listener)
}

/**
 * Calls `end` when a session is ended by somebody, whichever process it is; not when it runs out, which needs no notice.
 * Told before it's asked whether the session goes on, nothing is missed: what ends while nobody listens is found out
 * before the next news.
 * @returns a function that takes that back
 */
export function onSessionEnd(sessionId: string, end: () => void): () => void {
  holder.plumblineLive ??= createHub()
  return holder.plumblineLive.onSessionEnd(sessionId, end)
}

/** The same for a customer's link that is revoked. */
export const onLinkEnd = (linkId: string, end: () => void): (() => void) => onSessionEnd(linkKey(linkId), end)
