// Stands between one process and the sandbox. It passes bytes on as they are, so that a broken answer stays broken, and
// reads along: to know whose request this is, to send the fault along that the plan has for it, and to have somebody
// die before it is passed on, after it was carried out, or right behind its answer.
import { createServer, type Server, Socket } from 'node:net'
import type { Aims, CallPoint, Victim } from './aims'

export type HttpProxyOptions = {
  /** The process in front: app-1, worker-2. */
  slot: string
  port: number
  upstreamPort: number
  aims: Aims
  kill: (victim: Victim, slot: string, step: string, intent: number) => Promise<void>
}

type Request = { call: CallPoint | undefined; keys: string[]; bytes: Buffer; intents: Set<number> }

const ROUTES: readonly [RegExp, CallPoint, key?: string][] = [
  [/^POST \/v4\/customer$/, 'customer'],
  [/^POST \/v4\/account\/creditcard$/, 'card'],
  [/^POST \/v4\/account\/ach$/, 'bank'],
  [/^POST \/v4\/payment$/, 'payment'],
  [/^GET \/v4\/customer\/(\d+)\/payments$/, 'list', 'customer'],
  [/^GET \/v4\/payment\/(\d+)$/, 'get', 'payment'],
  [/^PUT \/v4\/payment\/(\d+)\/void$/, 'void', 'payment'],
  [/^PUT \/v4\/payment\/(\d+)\/reverse$/, 'reverse', 'payment'],
  [/^GET \/v4\/payment$/, 'sync'],
]

type Sent = { LastName?: string; CustomerId?: number; OrderId?: string; AccountId?: number }

/** The first complete request in the bytes; undefined while it is not complete. */
function cut(bytes: Buffer): { head: string; body: Buffer; length: number } | undefined {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = bytes.toString('latin1', 0, end)
  const bodyLength = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0)
  const length = end + 4 + bodyLength
  return bytes.length < length ? undefined : { head, body: bytes.subarray(end + 4, length), length }
}

function understand({ head, body }: { head: string; body: Buffer }, bytes: Buffer, aims: Aims): Request {
  const [, line = ''] = /^(\S+ [^?\s]+)/.exec(head) ?? []
  const [route, call, kind] = ROUTES.find(([pattern]) => pattern.test(line)) ?? []
  const keys: string[] = []
  // A list of everything is nobody's in particular: it is known by whose API user asks.
  const [, user] = /^authorization: *PSSERVER accessid=([^;\s]+)/im.exec(head) ?? []
  if (call === 'sync' && user) keys.push(`user/${user}`)
  if (kind && route) keys.push(`${kind}/${route.exec(line)?.[1]}`)
  if (body.length > 0) {
    const sent = JSON.parse(body.toString()) as Sent
    if (call === 'customer') keys.push(`name/${sent.LastName}`)
    if (call === 'card' || call === 'bank') keys.push(`customer/${sent.CustomerId}`)
    if (call === 'payment') {
      // The second half of a partial refund has an id that nobody told us, and the account of the first.
      const order = `order/${sent.OrderId}`
      keys.push(aims.intentsOf([order]).size > 0 ? order : `account/${sent.AccountId}`)
    }
  }
  return { call, keys, bytes, intents: aims.intentsOf(keys) }
}

const TEACHING: ReadonlySet<CallPoint> = new Set(['customer', 'card', 'bank', 'payment', 'list'])

type Answered = { Id?: number; OrderId?: string }

/** Notes which of PaySimple's ids belong to which intent. */
function learn(request: Request, body: string, aims: Aims): void {
  const { call, intents } = request
  if (call === undefined || !TEACHING.has(call)) return
  const name = call === 'card' || call === 'bank' ? 'account' : call
  try {
    const { Response } = JSON.parse(body) as { Response: Answered | Answered[] }
    if (call === 'list') {
      for (const { Id, OrderId } of [Response].flat())
        for (const intent of aims.intentsOf([`order/${OrderId}`])) aims.know(`payment/${Id}`, intent)
    } else if (!Array.isArray(Response)) for (const intent of intents) aims.know(`${name}/${Response.Id}`, intent)
  } catch {
    // a broken answer teaches nothing
  }
}

export function createHttpProxy({ slot, port, upstreamPort, aims, kill }: HttpProxyOptions) {
  const sockets = new Set<Socket>()
  let server: Server | undefined

  function serve(client: Socket) {
    let upstream: Socket | undefined
    let waiting: Buffer = Buffer.alloc(0)
    let current: Request | undefined
    let answer: Buffer[] = []
    /** What is to happen with the answer of the current request. */
    let keepBack: (() => void) | undefined
    let behind: (() => void) | undefined
    let queue: Promise<void> = Promise.resolve()
    sockets.add(client)
    const end = (hard: boolean) => {
      sockets.delete(client)
      upstream?.destroy()
      if (hard) client.resetAndDestroy()
      else client.destroy()
    }
    client.on('error', () => {})
    client.on('close', () => end(false))

    function connect(): Socket {
      if (upstream && !upstream.destroyed) return upstream
      const made = new Socket()
      upstream = made
      let failed = false
      made.connect(upstreamPort, '127.0.0.1')
      made.setNoDelay(true)
      made.on('error', () => {
        failed = true
      })
      made.on('close', () => upstream === made && end(failed))
      made.on('data', (chunk: Buffer) => {
        if (keepBack) return keepBack()
        client.write(chunk)
        if (!current) return
        answer.push(chunk)
        const whole = cut(Buffer.concat(answer))
        if (!whole) return
        learn(current, whole.body.toString(), aims)
        answer = []
        behind?.()
        behind = undefined
      })
      return made
    }

    async function pass(request: Request) {
      current = request
      answer = []
      behind = undefined
      const { call, keys, bytes } = request
      let fault: { kind: string; ms?: number } | undefined
      if (call) {
        for (const { intent, aim } of aims.onCall(slot, call, keys)) {
          const at = Date.now()
          if ('fault' in aim) {
            fault = aim.fault
            aims.note({
              at,
              intent,
              what: 'fault',
              step: call,
              fault: fault.kind,
              ...(fault.ms && { ms: fault.ms }),
              by: slot,
            })
            continue
          }
          const step = `${aim.when} ${call}`
          const die = () => kill(aim.kill, slot, step, intent)
          if (aim.when === 'before') {
            await die()
            if (aim.kill === 'caller') return
          } else if (aim.when === 'after') behind = () => void die()
          else
            keepBack = () => {
              // Only once, and only the caller's death keeps the answer back for good.
              keepBack = aim.kill === 'caller' ? () => {} : undefined
              void die()
              if (aim.kill !== 'caller') end(true)
            }
        }
      }
      if (client.destroyed) return
      const header = fault
        ? `\r\nx-sandbox-fault: ${fault.kind}${fault.ms === undefined ? '' : `; ms=${fault.ms}`}`
        : ''
      const lineEnd = bytes.indexOf('\r\n')
      connect().write(Buffer.concat([bytes.subarray(0, lineEnd), Buffer.from(header), bytes.subarray(lineEnd)]))
    }

    client.setNoDelay(true)
    client.on('data', (chunk: Buffer) => {
      waiting = Buffer.concat([waiting, chunk])
      for (let found = cut(waiting); found; found = cut(waiting)) {
        const request = understand(found, Buffer.from(waiting.subarray(0, found.length)), aims)
        waiting = waiting.subarray(found.length)
        queue = queue.then(() => pass(request))
      }
    })
  }

  return {
    url: `http://127.0.0.1:${port}`,
    /** Listens: PaySimple can be reached. */
    open: () =>
      new Promise<void>((resolve, reject) => {
        server = createServer(serve).once('error', reject).listen(port, '127.0.0.1', resolve)
      }),
    /** Refuses connections, and breaks those that are there: PaySimple is down. */
    async close(): Promise<void> {
      const closing = server
      server = undefined
      for (const socket of sockets) socket.resetAndDestroy()
      sockets.clear()
      await new Promise<void>((resolve) => (closing ? closing.close(() => resolve()) : resolve()))
    },
  }
}

export type HttpProxy = ReturnType<typeof createHttpProxy>
