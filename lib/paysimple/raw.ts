import { readAnswer } from './envelope'
import { PaySimpleError } from './errors'
import { poolOf, tellNeverSent } from './exchange'
import { authorization } from './sign'
import { type Call, type Credentials, routeOf, tell, unanswered } from './transport'

export type RawCall = {
  method: Call['method']
  /** From /v4/ on, with its query. The caller has checked it. */
  path: string
  /** Sent as it is, unchecked. */
  body?: string | undefined
}
/** An answer as it came, whatever its status and shape. */
export type RawAnswer = {
  status: number
  /** The words next to the status, "Created"; often empty. */
  reason: string
  headers: { name: string; value: string }[]
  text: string
  /** Whether the text was longer than what's kept of it. */
  cut: boolean
  milliseconds: number
}

const LONGEST_TEXT = 1024 * 1024
// A PaySimple session is as good as credentials.
const KEPT_BACK = new Set(['set-cookie', 'set-cookie2'])

/**
 * Calls that don't interpret the body or the answer, for the API Test Tool (PS-081): one request each, including GET.
 */
export function rawCalls(credentials: Credentials) {
  const { baseUrl, userName, apiKey, deadlineMs = 20_000, onFailure } = credentials
  /**
   * Sends one request and returns the answer, whatever it is. Follows no redirect. An answer that isn't a success is
   * returned too, and reported to the observer.
   * @throws PaySimpleError `not_sent` or `no_answer`, when there's no complete answer
   */
  return async function send({ method, path, body }: RawCall): Promise<RawAnswer> {
    const route = routeOf(method, path.replace(/\?.*/s, ''))
    const begun = performance.now()
    const elapsed = () => Math.round(performance.now() - begun)
    const signature = authorization(userName, apiKey, new Date())
    // An endpoint that echoes the request must not expose a signature that's still valid.
    const hide = (text: string) => text.replaceAll(signature, '[not shown]')
    try {
      const answer = await poolOf(baseUrl)
        .compose(tellNeverSent)
        .request({
          method,
          path,
          headers: {
            authorization: signature,
            accept: 'application/json',
            ...(body && { 'content-type': 'application/json; charset=utf-8' }),
          },
          body: body || null,
          signal: AbortSignal.timeout(deadlineMs),
        })
      const { text, cut } = await readText(answer.body)
      const status = answer.statusCode
      const failure = failureIn(status, text, route)
      if (failure) tell(onFailure, failure, elapsed())
      const headers = listHeaders(answer.headers).map(({ name, value }) => ({ name, value: hide(value) }))
      return { status, reason: answer.statusText, headers, text: hide(text), cut, milliseconds: elapsed() }
    } catch (error) {
      const failure = unanswered(error, route)
      tell(onFailure, failure, elapsed())
      throw failure
    }
  }
}

async function readText(body: AsyncIterable<Buffer>): Promise<{ text: string; cut: boolean }> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    length += chunk.length
    if (length > LONGEST_TEXT) break // also ends the connection
  }
  const bytes = Buffer.concat(chunks).subarray(0, LONGEST_TEXT)
  // As a stream, which drops a character that the limit cut in two.
  return { text: new TextDecoder().decode(bytes, { stream: true }), cut: length > LONGEST_TEXT }
}

/** What the client would have made of an answer that isn't a success. */
function failureIn(status: number, text: string, route: string): PaySimpleError | null {
  if (status >= 200 && status < 300) return null
  try {
    readAnswer(status, text, route)
    return null
  } catch (error) {
    return error instanceof PaySimpleError ? error : null
  }
}

function listHeaders(headers: Record<string, string | string[] | undefined>): RawAnswer['headers'] {
  return Object.entries(headers)
    .filter(([name]) => !KEPT_BACK.has(name))
    .flatMap(([name, value]) => [value ?? []].flat().map((one) => ({ name, value: one })))
}
