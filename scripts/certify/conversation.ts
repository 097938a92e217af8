import { STATUS_CODES } from 'node:http'
import { PaySimpleError } from '@/lib/paysimple/errors'
import type { RawAnswer, rawCalls } from '@/lib/paysimple/raw'
import type { Redact } from './redact'

type Send = ReturnType<typeof rawCalls>
type Method = 'GET' | 'POST' | 'PUT'

/** A request and its answer, fit to be shown. */
export type Exchange = {
  /** What it was for, when it only prepared the exercise. */
  preparation: string | null
  at: string
  method: Method
  uri: string
  requestHeaders: [string, string][]
  requestBody: string | null
  /** "400 Bad Request", or what went wrong instead of an answer. */
  status: string
  responseHeaders: [string, string][]
  responseBody: string
  milliseconds: number
}

export type Message = { Field: string; Message: string }
/** An answer as the exercises look at it. */
export type Reply = {
  status: number
  /** "400 Bad Request" */
  statusLine: string
  /** The envelope's Response, when it is an object. */
  response: Record<string, unknown>
  messages: Message[]
}

/** No whole answer came; the message says what that means. */
export class NoAnswer extends Error {}

type Options = { baseUrl: string; user: string; send: Send; redact: Redact }
type Ask = { method: Method; path: string; body?: object; preparation?: string }

const SHOWN_HEADERS = ['content-type', 'content-length', 'date']

/** Sends what an exercise asks for and writes down, redacted, what was said. */
export function createConversation({ baseUrl, user, send, redact }: Options) {
  let exchanges: Exchange[] = []

  async function ask({ method, path, body, preparation }: Ask): Promise<Reply> {
    const text = body && JSON.stringify(body)
    const at = new Date().toISOString()
    const exchange: Exchange = {
      preparation: preparation ?? null,
      at,
      method,
      uri: baseUrl + path,
      requestHeaders: [
        ['Authorization', `PSSERVER accessid=${user}; timestamp=${at}; signature=(left out)`],
        ['Accept', 'application/json'],
        ...(text ? [['Content-Type', 'application/json; charset=utf-8'] as [string, string]] : []),
      ],
      requestBody: text ? redact(text) : null,
      status: 'No answer',
      responseHeaders: [],
      responseBody: '',
      milliseconds: 0,
    }
    exchanges.push(exchange)
    let answer: RawAnswer
    try {
      answer = await send({ method, path, ...(text && { body: text }) })
    } catch (error) {
      if (!(error instanceof PaySimpleError)) throw error
      throw new NoAnswer(
        error.mayHaveBeenProcessed
          ? 'No answer came. What was sent may have been done: look at PaySimple before running this again.'
          : 'The endpoint could not be reached. Nothing was sent.',
      )
    }
    const statusLine = `${answer.status} ${answer.reason || (STATUS_CODES[answer.status] ?? '')}`.trim()
    exchange.status = statusLine
    exchange.milliseconds = answer.milliseconds
    exchange.responseHeaders = SHOWN_HEADERS.flatMap((name) => {
      const found = answer.headers.find((header) => header.name.toLowerCase() === name)
      return found ? [[found.name, redact(found.value)] as [string, string]] : []
    })
    exchange.responseBody = redact(answer.text)
    return { status: answer.status, statusLine, ...readEnvelope(answer.text) }
  }

  return {
    ask,
    /** What was said since the last time, for the report. */
    take(): Exchange[] {
      const taken = exchanges
      exchanges = []
      return taken
    },
  }
}

function readEnvelope(text: string): Pick<Reply, 'response' | 'messages'> {
  try {
    const body = JSON.parse(text) as {
      Response?: unknown
      Meta?: { Errors?: { ErrorMessages?: Partial<Record<keyof Message, string | null>>[] | null } | null } | null
    } | null
    const given = body?.Response
    const response = typeof given === 'object' && given !== null && !Array.isArray(given) ? given : {}
    const messages = (body?.Meta?.Errors?.ErrorMessages ?? []).map((entry) => ({
      Field: entry.Field ?? '',
      Message: entry.Message ?? '',
    }))
    return { response: response as Record<string, unknown>, messages }
  } catch {
    return { response: {}, messages: [] }
  }
}
