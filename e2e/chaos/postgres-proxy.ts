// Stands between one process and PostgreSQL. It reads along so far as to know which transaction is being committed, by
// the step that the product's transactions name (lib/db.ts), so that somebody can die right before or right after that
// commit.
import { createServer, type Server, Socket } from 'node:net'
import type { Step } from '@/lib/db'
import type { Aims, CommitPoint, Victim } from './aims'
import { commandOf, type Execution, executionReader, isWrite, type Message, messageReader } from './postgres-messages'

export type PostgresProxyOptions = {
  slot: string
  port: number
  /** Asked at every connection: the server may have come back on another port. */
  upstreamPort: () => number
  aims: Aims
  kill: (victim: Victim, slot: string, step: string, intent: number) => Promise<void>
}

const COMMIT_POINTS: Readonly<Record<Step, CommitPoint>> = {
  'begin-payment': 'row',
  'note-customer': 'customer',
  'record-outcome': 'outcome',
  'begin-reversal': 'reversal',
}

const SETS_STEP = /set_config\('app\.step', \$(\d+)/
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** The step that a statement names. */
function stepOf({ sql, values }: Execution): CommitPoint | undefined {
  const [, parameter] = SETS_STEP.exec(sql) ?? []
  return COMMIT_POINTS[(parameter && values[Number(parameter) - 1]) as Step]
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

    const executionOf = executionReader()
    let inTransaction = false
    let step: CommitPoint | undefined
    /** The transaction has changed something: others that are at this step come to nothing. */
    let hasWritten = false
    let ids = new Set<string>()
    /** Who dies behind the commit that is under way. */
    let afterCommit: (() => void) | undefined
    let isOver = false

    /** Whether the message that commits may pass. */
    async function commit(step: CommitPoint): Promise<boolean> {
      const keys = [...ids].map((id) => `id/${id}`)
      for (const { intent, aim } of aims.onCommit(slot, step, keys)) {
        const what = `${aim.when} commit of ${aim.commit}`
        if (aim.when === 'before') {
          await kill(aim.kill, slot, what, intent)
          end()
          return false
        }
        afterCommit = () => void kill(aim.kill, slot, what, intent).then(end)
      }
      return true
    }

    async function pass(message: Message): Promise<void> {
      const execution = executionOf(message)
      if (execution) {
        const { sql } = execution
        if (!inTransaction || sql === 'ROLLBACK') {
          step = undefined
          hasWritten = false
          ids = new Set()
        }
        if (/^(BEGIN|COMMIT|ROLLBACK)/.test(sql)) inTransaction = sql.startsWith('BEGIN')
        for (const value of execution.values) for (const id of value?.match(UUID) ?? []) ids.add(id)
        step = stepOf(execution) ?? step
        // A statement that names a step outside of any transaction writes and commits by itself.
        if (step && !inTransaction && (hasWritten || sql !== 'COMMIT') && !(await commit(step))) return
      }
      if (!upstream.destroyed) upstream.write(message.bytes)
    }

    let queue: Promise<void> = Promise.resolve()
    const readClient = messageReader({ startsUntyped: true })
    client.on('data', (chunk: Buffer) => {
      for (const message of readClient(chunk)) queue = queue.then(() => pass(message))
    })

    const readServer = messageReader({ startsUntyped: false })
    upstream.on('data', (chunk: Buffer) => {
      if (isOver) return
      for (const message of readServer(chunk)) {
        const command = commandOf(message)
        const isWritten = command !== undefined && isWrite(command)
        if (isWritten) hasWritten = true
        if (afterCommit && (isWritten || command === 'COMMIT')) {
          isOver = true // nobody hears that it is committed
          return afterCommit()
        }
        // An error instead: nothing was committed.
        if (message.type === 'Z') afterCommit = undefined
      }
      client.write(chunk)
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
