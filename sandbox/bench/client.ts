/** The benchmark's client: raw HTTP over open sockets, so that the server is what is measured. */
import { connect, type Socket } from 'node:net'

export type Shot = { method: string; path: string; headers?: string; body?: string }
export type Answered = { status: number; body: string; ms: number }

export type Load = { perSecond: number; p50Ms: number; p99Ms: number; answers: Answered[] }

/** Sends `count` requests over `connections` sockets, each the next one as soon as it has its answer. */
export async function load(port: number, count: number, connections: number, next: (n: number) => Shot): Promise<Load> {
  const answers: Answered[] = []
  let sent = 0
  const startedMs = performance.now()
  const work = async () => {
    const line = await open(port)
    try {
      while (sent < count) answers.push(await line.ask(next(sent++)))
    } finally {
      line.close()
    }
  }
  await Promise.all(Array.from({ length: Math.min(connections, count) }, work))
  const seconds = (performance.now() - startedMs) / 1000
  const times = answers.map((answer) => answer.ms).sort((a, b) => a - b)
  return {
    perSecond: Math.round(count / seconds),
    p50Ms: rounded(times[times.length >> 1] ?? 0),
    p99Ms: rounded(times[Math.floor(times.length * 0.99)] ?? 0),
    answers,
  }
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

async function open(port: number) {
  const socket = connect(port, '127.0.0.1')
  socket.setNoDelay(true)
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  return { ask: (shot: Shot) => ask(socket, shot), close: () => socket.destroy() }
}

function ask(socket: Socket, { method, path, headers = '', body = '' }: Shot): Promise<Answered> {
  const startedMs = performance.now()
  return new Promise((resolve, reject) => {
    let text = ''
    const onData = (chunk: Buffer) => {
      text += chunk.toString('latin1')
      const head = text.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(text.slice(0, head))?.[1] ?? 0)
      if (text.length < head + 4 + length) return
      finish()
      resolve({ status: Number(text.slice(9, 12)), body: text.slice(head + 4), ms: performance.now() - startedMs })
    }
    const onEnd = () => {
      finish()
      reject(new Error(`${method} ${path}: the connection ended.`))
    }
    const finish = () => socket.off('data', onData).off('close', onEnd).off('error', onEnd)
    socket.on('data', onData).on('close', onEnd).on('error', onEnd)
    const length = body === '' ? '' : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`
    socket.write(`${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}${length}\r\n${body}`)
  })
}
