import { type Dispatcher, Pool } from 'undici'

/** The request was given up before a byte of it was written. */
export class NeverSent extends Error {}

/** Codes that undici and Node give only while connecting, before a byte of the request is written. */
const WHILE_CONNECTING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])
const LARGEST_ANSWER = 64 * 1024 * 1024

// Connections are kept per endpoint, so that the second call of a payment does not shake hands again; credentials are
// not, they travel with each call. undici neither follows redirects nor repeats a request.
const pools = new Map<string, Pool>()
function poolOf(baseUrl: string): Pool {
  let pool = pools.get(baseUrl)
  if (!pool) {
    pool = new Pool(baseUrl, {
      connections: 32,
      keepAliveTimeout: 4_000,
      connect: { timeout: 10_000 },
      maxResponseSize: LARGEST_ANSWER,
    })
    pools.set(baseUrl, pool)
  }
  return pool
}

/**
 * Sends one request, once, and reads its answer whole, all within `withinMs`.
 * @throws NeverSent, or another error when something may have been sent
 */
export function exchange(
  baseUrl: string,
  request: Dispatcher.DispatchOptions,
  withinMs: number,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let status = 0
    let started: Dispatcher.DispatchController | undefined
    let expired = false
    const timer = setTimeout(() => {
      expired = true
      // Without a controller it still waits for a connection, and is stopped below before it is written.
      if (started) started.abort(new Error('deadline'))
      else reject(new NeverSent())
    }, withinMs)
    const done = () => {
      clearTimeout(timer)
      resolve({
        status,
        text: Buffer.concat(chunks)
          .toString()
          .replace(/^\uFEFF/, ''),
      })
    }
    // undici's own level below its `request`: no stream, no signal, a fifth less time for each call.
    poolOf(baseUrl).dispatch(request, {
      onRequestStart(controller) {
        if (expired) controller.abort(new Error('deadline'))
        else started = controller
      },
      onResponseStart(_controller, statusCode) {
        status = statusCode
        if (status === 204) done() // a stray body may follow (field notes), which HTTP takes for a broken next answer
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk)
      },
      onResponseEnd() {
        clearTimeout(timer)
        resolve({
          status,
          text: Buffer.concat(chunks)
            .toString()
            .replace(/^\uFEFF/, ''),
        })
      },
      onResponseError(_controller, error) {
        clearTimeout(timer)
        reject(WHILE_CONNECTING.has((error as { code?: string }).code ?? '') ? new NeverSent() : error)
      },
    })
  })
}
