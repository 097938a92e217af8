// Stands between one process and PostgreSQL. It reads along the messages of the client so far as to know which
// transaction is being committed, so that somebody can die right before or right after that commit.
import { createServer, type Server, Socket } from 'node:net'
import type { Aims, Victim } from './aims'

export type PostgresProxyOptions = {
  slot: string
  port: number
  /** Asked at every connection: the server may have come back on another port. */
  upstreamPort: () => number
  aims: Aims
  kill: (victim: Victim, slot: string, step: string, intent: number) => Promise<void>
}

/** What a transaction wrote, by the text of its statements; a statement outside of any is one by itself. */
const WRITES: readonly [RegExp, string][] = [
  [/^INSERT INTO "public"\."payment" \(/, 'row'],
  [/insert into public\.paysimple_customer /, 'customer'],
  [/^UPDATE "public"\."payment" SET "status"/, 'outcome'],
  [/^INSERT INTO "public"\."reversal" \(/, 'reversal'],
]

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const COMMITTED = { COMMIT: Buffer.from('COMMIT\0'), alone: Buffer.from('INSERT 0 1\0') }

const textAt = (body: Buffer, from: number) => body.toString('utf8', from, body.indexOf(0, from))

/**
 * What a connection's messages carry out. A statement that has a name is sent once, in a Parse, and from then on only
 * named, in each Bind.
 */
function reader() {
  const statements = new Map<string, string>()
  /** The SQL that a Query or a Bind carries out; of other messages nothing. */
  return (type: string, body: Buffer): string | undefined => {
    if (type === 'Q') return textAt(body, 0)
    if (type === 'P') statements.set(textAt(body, 0), textAt(body, body.indexOf(0) + 1))
    return type === 'B' ? statements.get(textAt(body, body.indexOf(0) + 1)) : undefined
  }
}

export function createPostgresProxy({ slot, port, upstreamPort, aims, kill }: PostgresProxyOptions) {
  const sockets = new Set<Socket>()
  let server: Server | undefined

  function serve(client: Socket) {
    sockets.add(client)
    const upstream = new Socket()
    upstream.connect(upstreamPort(), '127.0.0.1')
    const end = () => {
      sockets.delete(client)
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true)
      socket.on('error', () => {})
      socket.on('close', end)
    }
    let onAnswer: ((chunk: Buffer) => boolean) | undefined
    upstream.on('data', (chunk: Buffer) => {
      if (onAnswer?.(chunk)) return
      client.write(chunk)
    })

    const carriedOut = reader()
    let waiting: Buffer = Buffer.alloc(0)
    let started = false
    let inTransaction = false
    let writes = new Set<string>()
    let ids = new Set<string>()
    let queue: Promise<void> = Promise.resolve()

    /** Whether the message that commits may pass; its answer holds `committed`. */
    async function commit(committed: Buffer): Promise<boolean> {
      for (const { intent, aim } of aims.onCommit(
        slot,
        writes,
        [...ids].map((id) => `id/${id}`),
      )) {
        const step = `${aim.when} commit of ${aim.commit}`
        if (aim.when === 'before') {
          await kill(aim.kill, slot, step, intent)
          end()
          return false
        }
        onAnswer = (chunk) => {
          if (!chunk.includes(committed)) return false
          onAnswer = () => true
          void kill(aim.kill, slot, step, intent).then(end)
          return true
        }
      }
      return true
    }

    async function pass(message: Buffer, type: string): Promise<void> {
      const sql = carriedOut(type, message.subarray(5))
      if (sql !== undefined) {
        if (!inTransaction || sql === 'ROLLBACK') [writes, ids] = [new Set(), new Set()]
        if (/^(BEGIN|COMMIT|ROLLBACK)/.test(sql)) inTransaction = sql.startsWith('BEGIN')
        if (type === 'B') for (const id of message.toString('latin1').match(UUID) ?? []) ids.add(id)
        for (const [pattern, name] of WRITES) if (pattern.test(sql)) writes.add(name)
        const committed = sql === 'COMMIT' ? COMMITTED.COMMIT : COMMITTED.alone
        if (!inTransaction && writes.size > 0 && !(await commit(committed))) return
      }
      if (!upstream.destroyed) upstream.write(message)
    }

    client.on('data', (chunk: Buffer) => {
      waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk])
      for (;;) {
        const typed = started ? 1 : 0
        if (waiting.length < typed + 4) return
        const length = typed + waiting.readInt32BE(typed)
        if (waiting.length < length) return
        const message = waiting.subarray(0, length)
        const type = started ? String.fromCharCode(message[0] ?? 0) : ''
        started = true
        waiting = waiting.subarray(length)
        queue = queue.then(() => pass(message, type))
      }
    })
  }

  return {
    port,
    open: () =>
      new Promise<void>((resolve, reject) => {
        server = createServer(serve).once('error', reject).listen(port, '127.0.0.1', resolve)
      }),
    /** Breaks every connection, as a server that dies does. */
    breakAll(): void {
      for (const socket of sockets) socket.resetAndDestroy()
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      server?.close()
    },
  }
}

export type PostgresProxy = ReturnType<typeof createPostgresProxy>
