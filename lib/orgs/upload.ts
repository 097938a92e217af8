import 'server-only'
import type { z } from 'zod'
import { takePlace } from '@/lib/at-most'
import { UserError } from '@/lib/errors'
import { answer, enterOrg, inputSchemas } from './action'
import type { OrgContext } from './context'
import type { Permission } from './roles'

// Files come in by routes of their own (components/upload.ts sends them). Next reads all that an action is sent before anybody
// is asked who they are, and a page sends one action after the other: a photo would hold up a payment.

/** So many are read or worked on at the most: each may be 12 MB in memory. */
const MOST_AT_ONCE = 8
type RouteContext = { params: Promise<{ org: string }> }

/** The parts of a form by their names: texts and files. */
async function partsOf(request: Request): Promise<Record<string, FormDataEntryValue>> {
  try {
    return Object.fromEntries(await request.formData())
  } catch {
    throw new UserError('The file didn’t arrive whole. Check your connection and try again.')
  }
}

/**
 * Makes the POST of a route `/orgs/[org]/…` that takes a form with a file, for users with `permission`. It answers what an
 * action would (an ActionResult, as JSON). Nothing of the form is read before it's known who sends it. How long it may be,
 * server/body-limit.ts says.
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
    let giveBack = () => {}
    const read = async () => {
      const place = takePlace('uploads', MOST_AT_ONCE)
      if (!place) throw new UserError('Many files are coming in just now. Try again in a minute.')
      giveBack = place
      return partsOf(request)
    }
    try {
      const result = await answer(name, schema, read, () => enterOrg(name, permission, org), run)
      return Response.json(result, { headers: { 'cache-control': 'no-store' } })
    } finally {
      giveBack()
    }
  }
}
