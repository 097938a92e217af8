import { type Dispatcher, Pool } from 'undici'

/** No byte of the request was written: it was dropped before, or there was no connection to write it to. */
export class NeverSent extends Error {}

const LARGEST_ANSWER = 64 * 1024 * 1024

// Connections are kept per endpoint, so that the second call of a payment skips the handshake. Credentials aren't: they
// travel with each call. undici neither follows redirects nor repeats a request.
const pools = new Map<string, Pool>()
export function poolOf(baseUrl: string): Pool {
  let pool = pools.get(baseUrl)
  if (!pool) {
    pool = new Pool(baseUrl, {
      connections: 32,
      keepAliveTimeout: 4_000,
      // Said here, so that no variable of the process says otherwise (NODE_TLS_REJECT_UNAUTHORIZED, NODE_OPTIONS).
      connect: { timeout: 10_000, rejectUnauthorized: true, minVersion: 'TLSv1.2' },
      maxResponseSize: LARGEST_ANSWER,
    })
    pools.set(baseUrl, pool)
  }
  return pool
}

/**
 * Sends one request, once, and reads its whole answer, all within `withinMs`. Writes no byte after `sendBefore` (an
 * instant of `performance.now()`), however long it waited for a connection or the process was paused.
 * @throws NeverSent, or another error where it may have been sent, in part or wholly
 */
export function exchange(
  baseUrl: string,
  request: Dispatcher.DispatchOptions,
  { withinMs, sendBefore = Number.POSITIVE_INFINITY }: { withinMs: number; sendBefore?: number | undefined },
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const lastInstant = Math.min(sendBefore, performance.now() + withinMs)
    if (performance.now() > lastInstant) return reject(new NeverSent())
    const chunks: Buffer[] = []
    let status = 0
    let started: Dispatcher.DispatchController | undefined
    let givenUp = false
    const timer = setTimeout(() => {
      givenUp = true
      // Without a controller it's still waiting for a connection, and is stopped below before it's written.
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
    // undici's level below its `request`: without a stream and a signal a call takes half the time.
    poolOf(baseUrl).dispatch(request, {
      onRequestStart(controller) {
        // Called right before the request is written, or not at all.
        if (givenUp || performance.now() > lastInstant) controller.abort(new NeverSent())
        else started = controller
      },
      onResponseStart(_controller, statusCode) {
        status = statusCode
        if (status === 204) done() // a stray body may follow (field notes), which HTTP would read as a broken next answer
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk)
      },
      onResponseEnd: done,
      onResponseError(_controller, error) {
        clearTimeout(timer)
        // No connection was made: refused, unreachable, unknown, or its encryption failed.
        reject(started ? error : new NeverSent())
      },
    })
  })
}

/** Has a call through undici's own `request` fail with NeverSent, too. */
export const tellNeverSent: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
  let isStarted = false
  return dispatch(options, {
    onRequestStart(controller, context) {
      isStarted = true
      handler.onRequestStart?.(controller, context)
    },
    onResponseStart: (...given) => handler.onResponseStart?.(...given),
    onResponseData: (...given) => handler.onResponseData?.(...given),
    onResponseEnd: (...given) => handler.onResponseEnd?.(...given),
    onResponseError: (controller, error) => handler.onResponseError?.(controller, isStarted ? error : new NeverSent()),
  })
}
