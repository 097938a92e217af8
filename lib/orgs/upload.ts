import 'server-only'
import type { z } from 'zod'
import { takePlace } from '@/lib/at-most'
import { UserError } from '@/lib/errors'
import { getRequestSource } from '@/lib/request-source'
import { answer, enterOrg, inputSchemas, type OutsideContext } from './action'
import type { OrgContext } from './context'
import type { Permission } from './roles'

// Files come in by routes of their own (components/upload.ts sends them). Next reads all that an action is sent before anybody
// is asked who they are, and a page sends one action after the other: a photo would hold up a payment.

/** So many are read or worked on at the most: each may be 12 MB in memory. */
const MOST_AT_ONCE = 8
/** Of those that anybody may send: up to 40 MB each. */
const MOST_FROM_OUTSIDE = 2
type RouteContext = { params: Promise<{ org: string }> }

/** The parts of a form by their names: texts and files. */
async function partsOf(request: Request): Promise<Record<string, FormDataEntryValue>> {
  try {
    return Object.fromEntries(await request.formData())
  } catch {
    throw new UserError('The file didn’t arrive whole. Check your connection and try again.')
  }
}

/** Answers a form with a file. Nothing of it is read before `enter` has let whoever sends it in. */
async function receive<S extends z.ZodType, C, T>(
  name: string,
  schema: S,
  request: Request,
  { kind, most }: { kind: string; most: number },
  enter: Parameters<typeof answer<S, C, T>>[3],
  run: (context: C, input: z.output<S>) => Promise<T>,
): Promise<Response> {
  let giveBack = () => {}
  const read = async () => {
    const place = takePlace(kind, most)
    if (!place) throw new UserError('Many files are coming in just now. Try again in a minute.')
    giveBack = place
    return partsOf(request)
  }
  try {
    const result = await answer(name, schema, read, enter, run)
    return Response.json(result, { headers: { 'cache-control': 'no-store' } })
  } finally {
    giveBack()
  }
}

/**
 * Makes the POST of a route `/orgs/[org]/…` that takes a form with a file, for users with `permission`. It answers what an
 * action would (an ActionResult, as JSON). How long the form may be, server/body-limit.ts says.
 */
export function orgUpload<S extends z.ZodType, T>(
  name: string,
  permission: Permission,
  schema: S,
  run: (context: OrgContext, input: z.output<S>) => Promise<T>,
): (request: Request, context: RouteContext) => Promise<Response> {
  inputSchemas.set(name, schema)
  return async (request, { params }) => {
    const { org } = await params
    const places = { kind: 'uploads', most: MOST_AT_ONCE }
    return receive(name, schema, request, places, () => enterOrg(name, permission, org), run)
  }
}

/**
 * Makes the POST of a route that takes a form with a file from anybody, signed in or not. They have places of their own: whoever
 * sends many keeps no member's photo waiting.
 * @param admit counts the try. @throws UserError where there are too many
 */
export function outsideUpload<S extends z.ZodType, T>(
  name: string,
  schema: S,
  admit: (context: OutsideContext) => Promise<void>,
  run: (context: OutsideContext, input: z.output<S>) => Promise<T>,
): (request: Request) => Promise<Response> {
  inputSchemas.set(name, schema)
  const enter = async () => {
    const context: OutsideContext = { source: await getRequestSource() }
    await admit(context)
    return { context }
  }
  return (request) => receive(name, schema, request, { kind: 'outside uploads', most: MOST_FROM_OUTSIDE }, enter, run)
}
