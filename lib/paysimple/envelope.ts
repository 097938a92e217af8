import { type FailureFacts, type FieldMessage, PaySimpleError } from './errors'
import { says } from './refusals'
import { readNumber, readText, type Wire } from './wire'

export type Paging = { TotalItems: number; Page: number; ItemsPerPage: number }
/** An answer's envelope (PS-003). `deleted`: a 203, the record of something deleted (PS-005). */
export type Answer = { status: number; response: unknown; paging: Paging | null; deleted: boolean }

/**
 * An answer's status and text → its envelope's content.
 * @throws PaySimpleError for everything that isn't a success in the API's own shape
 */
export function readAnswer(status: number, text: string, route: string): Answer {
  if (status === 204) return { status, response: null, paging: null, deleted: false } // a stray body is ignored
  if (status === 401) throw new PaySimpleError({ kind: 'unauthorized', route, status }) // has no JSON body (PS-002)
  const body = objectOrNull(parse(text))
  if (status >= 200 && status < 300) {
    if (body === null || !('Response' in body)) throw new PaySimpleError({ kind: 'unreadable', route, status })
    const paging = readPaging(objectOrNull(body.Meta)?.PagingDetails)
    return { status, response: body.Response, paging, deleted: status === 203 }
  }
  throw new PaySimpleError({ route, status, ...describeFailure(status, body) })
}

/** A record read by its id, which tells whether it was deleted (PS-005). */
export const withDeleted =
  <T>(read: (response: unknown) => T) =>
  ({ response, deleted }: Answer): T & { deleted: boolean } => ({ ...read(response), deleted })

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const objectOrNull = (value: unknown): Wire | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Wire) : null

/** Null unless all of it is reliable. */
function readPaging(value: unknown): Paging | null {
  const wire = objectOrNull(value)
  const [TotalItems, Page, ItemsPerPage] = [wire?.TotalItems, wire?.Page, wire?.ItemsPerPage].map(readNumber)
  const whole = (n: number | null | undefined, from: number): n is number =>
    Number.isSafeInteger(n) && Number(n) >= from
  return whole(TotalItems, 0) && whole(Page, 1) && whole(ItemsPerPage, 1) ? { TotalItems, Page, ItemsPerPage } : null
}

/** Codes go into logs, so anything that doesn't look like one stays out. */
const readCode = (value: unknown): string | undefined => {
  const code = readText(value)
  return code && /^[\w.-]{1,64}$/.test(code) ? code : undefined
}

function describeFailure(status: number, body: Wire | null): Omit<FailureFacts, 'route'> {
  const errors = objectOrNull(objectOrNull(body?.Meta)?.Errors)
  const entries: unknown[] = Array.isArray(errors?.ErrorMessages) ? errors.ErrorMessages : []
  const messages: FieldMessage[] = entries.map((entry) => ({
    field: readText(objectOrNull(entry)?.Field) ?? '',
    message: withoutNumbers(readText(objectOrNull(entry)?.Message) ?? ''),
  }))
  // Some refusals come without the envelope (PS-006, field notes).
  if (!errors && typeof body?.Message === 'string') messages.push({ field: '', message: withoutNumbers(body.Message) })
  const errorCode = readCode(errors?.ErrorCode)
  const rights = errorCode === 'InvalidPermissions' || says('no_rights', messages)
  const traceCode = readCode(errors?.TraceCode) ?? traceNumberIn(messages)
  const facts = { messages, ...(errorCode && { errorCode }), ...(traceCode && { traceCode }) }
  if (status >= 500) return { kind: 'server_error', ...facts }
  if (!body) return { kind: 'unreadable' } // a proxy's page, not PaySimple's answer: it proves nothing
  if (status === 403 || (status === 400 && rights)) return { kind: 'forbidden', ...facts }
  if (status === 400) return { kind: 'refused', ...facts }
  if (status === 404) return { kind: 'not_found', ...facts }
  if (status === 405) return { kind: 'unsupported', ...facts }
  return { kind: 'unreadable', ...facts }
}

/** A message may quote what it refuses: only the last four of a long run of digits (a card, an account) stay. */
const withoutNumbers = (message: string) =>
  message.replace(/\d(?:[ -]?\d){11,}/g, (run) => `••••${run.replace(/\D/g, '').slice(-4)}`)

/** When a person caused the error, the trace number is in the message itself (PS-008). */
function traceNumberIn(messages: readonly FieldMessage[]): string | undefined {
  for (const { message } of messages) {
    const found = /trace number is '?([\w.-]{1,64}?)'?\.?$/i.exec(message)
    if (found) return found[1]
  }
  return undefined
}
