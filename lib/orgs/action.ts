import 'server-only'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { getCurrentUser } from '@/lib/auth'
import { env } from '@/lib/env'
import { report, UserError } from '@/lib/errors'
import { log } from '@/lib/log'
import { getOrgContext, type OrgContext } from './context'
import { can, type Permission } from './roles'

/**
 * What every action answers. `fields` names inputs by their path ("items.0.description") with words for each;
 * `signedOut` is there when the session has ended.
 */
export type ActionResult<T> =
  | { ok: true; value: T }
  | { ok: false; message: string; fields?: Record<string, string>; signedOut?: true }

/**
 * True when the request says that it comes from our own pages. Next lets an action through when there is no Origin at
 * all; we do not: a browser always sends one with a POST.
 */
export async function hasOwnOrigin(): Promise<boolean> {
  return (await headers()).get('origin') === new URL(env().APP_URL).origin
}

function fieldMessages(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message
  return fields
}

/**
 * Makes a server action of an organization: checks the Origin, that the signed-in user may do `permission` in the
 * organization, and the input against `schema`; then makes one call. A `UserError` becomes its words, anything else
 * unexpected is logged with an id and shown as that id.
 */
export function orgAction<S extends z.ZodType, T>(
  name: string,
  permission: Permission,
  schema: S,
  run: (context: OrgContext, input: z.output<S>) => Promise<T>,
): (orgSlug: string, input: z.input<S>) => Promise<ActionResult<T>> {
  return async (orgSlug, input) => {
    try {
      if (!(await hasOwnOrigin())) {
        log.warn({ event: 'foreign_origin', action: name }, 'Refused an action with a foreign origin, or none')
        return { ok: false, message: 'This request did not come from Plumbline. Reload the page and try again.' }
      }
      const context = typeof orgSlug === 'string' ? await getOrgContext(orgSlug) : null
      if (!context && !(await getCurrentUser()))
        return {
          ok: false,
          message:
            'Your session has ended. Sign in again in another tab, then repeat it here: nothing you typed is lost.',
          signedOut: true,
        }
      if (!context || !can(context.role, permission))
        return {
          ok: false,
          message:
            'You do not belong to this organization, or your role does not allow this. An owner or admin of it can change that; nothing you typed is lost.',
        }
      const parsed = schema.safeParse(input)
      if (!parsed.success)
        return { ok: false, message: 'Some entries need another look.', fields: fieldMessages(parsed.error) }
      return { ok: true, value: await run(context, parsed.data) }
    } catch (error) {
      unstable_rethrow(error)
      if (error instanceof UserError) return { ok: false, message: error.message, fields: error.fields }
      const id = report(error, name)
      return {
        ok: false,
        message: `Something went wrong on our side (error ${id}). What you typed is still here; please try again.`,
      }
    }
  }
}
