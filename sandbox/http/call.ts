/** What every handler takes and returns. */
import type { App } from '../store/app.ts'
import type { Answer } from './envelope.ts'
import type { Body } from './fields.ts'

export type Query = ReadonlyMap<string, string>

/** One authenticated request, as a handler sees it. */
export type Call = {
  app: App
  client: string
  /** The numbers in the path, in order. */
  ids: number[]
  /** Keys in lower case, because they are case-insensitive. */
  query: Query
  /** Empty if the route takes no body; a body that was sent anyway is ignored. */
  body: Body
  /** What a fault makes of this request. */
  forced: { status?: 'Pending'; hideMs?: number }
}

export type Handler = (call: Call) => Answer
