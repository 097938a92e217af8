import { setTimeout as pause } from 'node:timers/promises'
import { type Answer, readAnswer } from './envelope'
import { type EndedCall, type FailedCall, PaySimpleError } from './errors'
import { exchange, NeverSent } from './exchange'
import { authorization } from './sign'

export type Credentials = {
  /** Scheme and host of the endpoint, https://api.paysimple.com */
  baseUrl: string
  userName: string
  apiKey: string
  /** Milliseconds for each whole call: connecting, reading and repeats of a GET. Default 20 seconds. */
  deadlineMs?: number
  /**
   * Called once for every failed call, with nothing of what was sent or answered but PaySimple's codes. Not awaited,
   * and its own failures change nothing.
   */
  onFailure?: (call: FailedCall) => void | Promise<void>
  /** Called once for every call that ended but those of the API Test Tool, likewise. */
  onEnd?: (call: EndedCall) => void
}
export type Call = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  query?: Record<string, string | number | boolean | undefined>
  body?: object
  /** An instant (of `performance.now()`) after which the request isn't sent. */
  sendBefore?: number | undefined
}
/** Sends a call and reads its answer. @throws PaySimpleError, also when `read` can't interpret the answer */
export type Transport = <T>(call: Call, read: (answer: Answer) => T) => Promise<T>

// A GET may be repeated. What changes something at PaySimple is sent once, whatever happens (there are no idempotency
// keys). Repeating only helps without a complete answer, or with one that says "something broke here".
const GET_PAUSES = [100, 400]
const mayHelp = (kind: PaySimpleError['kind']) => kind === 'not_sent' || kind === 'no_answer' || kind === 'server_error'

/** The network part of the client: signs, sends, repeats a GET, reads the envelope (PS-003), classifies failures. */
export function createTransport(credentials: Credentials): Transport {
  const { deadlineMs = 20_000, onFailure, onEnd } = credentials
  return async (call, read) => {
    const begun = performance.now()
    const elapsed = () => performance.now() - begun
    const route = routeOf(call.method, call.path)
    for (let repeats = 0; ; repeats++) {
      try {
        const value = readAs(read, await sendOnce(credentials, call, route, deadlineMs - elapsed()), route)
        tellEnd(onEnd, { route, outcome: 'answered', milliseconds: elapsed() })
        return value
      } catch (error) {
        if (!(error instanceof PaySimpleError)) throw error
        const wait = GET_PAUSES[repeats]
        if (call.method === 'GET' && wait !== undefined && mayHelp(error.kind) && elapsed() + wait < deadlineMs) {
          await pause(wait)
          continue
        }
        tell(onFailure, error, elapsed())
        tellEnd(onEnd, { route, outcome: error.kind, milliseconds: elapsed() })
        throw error
      }
    }
  }
}

/** Method and path without ids, "PUT /v4/payment/{id}/void". */
export const routeOf = (method: Call['method'], path: string) => `${method} ${path.replace(/\/\d+/g, '/{id}')}`

async function sendOnce(
  { baseUrl, userName, apiKey }: Credentials,
  { method, path, query, body, sendBefore }: Call,
  route: string,
  withinMs: number,
): Promise<Answer> {
  const headers: Record<string, string> = {
    authorization: authorization(userName, apiKey, new Date()),
    accept: 'application/json',
  }
  if (body) headers['content-type'] = 'application/json; charset=utf-8'
  const request = {
    method,
    path,
    headers,
    body: body ? JSON.stringify(body) : null,
    ...(query && { query: given(query) }),
  }
  const { status, text } = await exchange(baseUrl, request, { withinMs, sendBefore }).catch((error) => {
    throw unanswered(error, route)
  })
  return readAnswer(status, text, route)
}

const given = (query: object) => Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))

/**
 * What `exchange` threw → whether a byte was sent. The error itself isn't kept as the cause, because it may hold the
 * request.
 */
export const unanswered = (error: unknown, route: string) =>
  new PaySimpleError({ kind: error instanceof NeverSent ? 'not_sent' : 'no_answer', route })

function readAs<T>(read: (answer: Answer) => T, answer: Answer, route: string): T {
  try {
    return read(answer)
  } catch {
    throw new PaySimpleError({ kind: 'unreadable', route, status: answer.status })
  }
}

/** Tells the observer, if there is one, about a failed call. */
export function tell(onFailure: Credentials['onFailure'], error: PaySimpleError, milliseconds: number) {
  const { route, kind, status, errorCode, traceCode } = error
  const facts = { route, kind, status, errorCode, traceCode, milliseconds: Math.round(milliseconds) }
  // Inside a promise, so that a failing observer can't fail the call, whether it throws or rejects.
  void (async () => onFailure?.(facts))().catch(() => undefined)
}

/** Tells the observer, if there is one, how a call ended. What the observer throws doesn't reach the call. */
function tellEnd(onEnd: Credentials['onEnd'], call: EndedCall) {
  try {
    onEnd?.(call)
  } catch {
    // The call's own result counts.
  }
}
