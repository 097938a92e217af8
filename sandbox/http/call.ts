/** What every handler gets to see, and what it gives back. */
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
  /** Keys in lower case: they are case-insensitive. */
  query: Query
  /** Empty where the route takes no body: whatever was sent is ignored there. */
  body: Body
  /** What a fault wants to come out of this request. */
  forced: { status?: 'Pending'; hideMs?: number }
}

export type Handler = (call: Call) => Answer
