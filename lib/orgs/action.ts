import 'server-only'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { env } from '@/lib/env'
import { report, UserError } from '@/lib/errors'
import { getRequestSource, type RequestSource } from '@/lib/request-source'
import { recordSecurity } from '@/lib/security/record-event'
import { getCurrentUser, getSession, type SignedInUser } from '@/lib/sessions/current-user'
import type { Session } from '@/lib/sessions/session-token'
import { PasswordNeeded, SecondStepNeeded, SessionOver } from '@/lib/sessions/step-up'
import { getOrgContext, getSuspended, lacksSecondStep, type OrgContext } from './context'
import { DRAWN_FOR, drawnForProblem } from './drawn-for'
import { checkInput } from './input'
import { can, type Permission } from './roles'
import { suspendedWords } from './suspended'

/**
 * What every action returns. `fields` names inputs by their path ("items.0.description") with a message each.
 * `signedOut` is there when the session has ended; `needsPassword` when the password has to be given again first,
 * alone or with the second step; `newVersion` when the server didn't know the action, which then never ran (components/answer-of.ts).
 */
export type ActionResult<T> = { ok: true; value: T } | ({ ok: false } & Refusal)
export type Refusal = {
  message: string
  fields?: Record<string, string>
  signedOut?: true
  needsPassword?: true | 'second step'
  newVersion?: true
}

/**
 * Tells whether the request comes from our own pages. Next allows an action without an Origin; we don't, because a
 * browser always sends one with a POST.
 */
export async function hasOwnOrigin(): Promise<boolean> {
  return (await headers()).get('origin') === new URL(env().APP_URL).origin
}

/** The schema of each action's input, by its name: for whoever checks all of them. */
export const inputSchemas = new Map<string, z.ZodType>()

/** What is said, and written down, of a request that comes from another site or from nowhere. */
export async function refuseOrigin(name: string): Promise<{ message: string }> {
  const session = await getSession()
  await recordSecurity({ event: 'foreign_origin', userId: session?.userId, detail: name }, await getRequestSource())
  return { message: 'This request didn’t come from Plumbline. Reload the page and try again.' }
}

type Entered<C> = { context: C } | { refused: Refusal }

const SESSION_ENDED =
  'Your session has ended. Sign in in another tab, then try again here. What you typed is still here.'

/**
 * Answers an action: checks the Origin, that whoever asks may (`enter`), and what `read` then reads against `schema` and
 * against what is kept nowhere (input.ts), then makes one call. A `UserError` becomes its
 * message. Anything else unexpected is logged under an id, and the user sees the id.
 */
export async function answer<S extends z.ZodType, C, T>(
  name: string,
  schema: S,
  read: () => unknown,
  enter: () => Promise<Entered<C>>,
  run: (context: C, input: z.output<S>) => Promise<T>,
): Promise<ActionResult<T>> {
  try {
    if (!(await hasOwnOrigin())) return { ok: false, ...(await refuseOrigin(name)) }
    const entered = await enter()
    if ('refused' in entered) return { ok: false, ...entered.refused }
    const checked = checkInput(schema, await read())
    if (!checked.ok) return checked
    return { ok: true, value: await run(entered.context, checked.value) }
  } catch (error) {
    unstable_rethrow(error)
    if (error instanceof PasswordNeeded) {
      const needsPassword = error instanceof SecondStepNeeded ? 'second step' : true
      return { ok: false, message: error.message, needsPassword }
    }
    if (error instanceof SessionOver) return { ok: false, message: error.message, signedOut: true }
    if (error instanceof UserError) return { ok: false, message: error.message, fields: error.fields }
    const id = report(error, name)
    return {
      ok: false,
      message: `Something went wrong on our side (error ${id}). What you typed is still here. Try again.`,
    }
  }
}

/** Lets the signed-in user go on, if the page was drawn for them. */
async function asUser<C>(goOn: (user: SignedInUser) => Promise<Entered<C>>): Promise<Entered<C>> {
  const user = await getCurrentUser()
  if (!user) return { refused: { message: SESSION_ENDED, signedOut: true } }
  const problem = drawnForProblem((await headers()).get(DRAWN_FOR), user)
  return problem ? { refused: { message: problem } } : goOn(user)
}

const NOT_ALLOWED =
  'You’re not in this company, or your role doesn’t allow this. Ask an owner or admin. What you typed is still here.'

const NOTHING_DONE = 'Nothing was done. What you typed is still here.'
const STEP_LACKING =
  'Your company now requires two-step sign-in. Set it up under Account in another tab, then try again here. What you typed is still here.'

/** Lets a user go on who has `permission` in an organization. */
export const enterOrg = (name: string, permission: Permission, orgSlug: unknown): Promise<Entered<OrgContext>> =>
  asUser<OrgContext>(async (user) => {
    const context = typeof orgSlug === 'string' ? await getOrgContext(orgSlug) : null
    if (context && can(context.role, permission)) return { context }
    const suspended = typeof orgSlug === 'string' ? await getSuspended(orgSlug) : null
    if (suspended) return { refused: { message: `${suspendedWords(suspended, env()).sentence} ${NOTHING_DONE}` } }
    if (!context && typeof orgSlug === 'string' && (await lacksSecondStep(orgSlug)))
      return { refused: { message: STEP_LACKING } }
    const orgId = context?.org.id
    await recordSecurity(
      { event: 'permission_refused', userId: user.id, orgId, detail: name },
      await getRequestSource(),
    )
    return { refused: { message: NOT_ALLOWED } }
  })

/** Makes an organization's server action, for users with `permission` in it. */
export function orgAction<S extends z.ZodType, T>(
  name: string,
  permission: Permission,
  schema: S,
  run: (context: OrgContext, input: z.output<S>) => Promise<T>,
): (orgSlug: string, input: z.input<S>) => Promise<ActionResult<T>> {
  inputSchemas.set(name, schema)
  return (orgSlug, input) =>
    answer(
      name,
      schema,
      () => input,
      () => enterOrg(name, permission, orgSlug),
      run,
    )
}

/** Who does something with their own account, in which session and from where. */
export type OwnContext = { user: SignedInUser; session: Session; source: RequestSource }

async function enterOwn(user: SignedInUser): Promise<Entered<OwnContext>> {
  const session = await getSession()
  if (!session) return { refused: { message: SESSION_ENDED, signedOut: true } }
  return { context: { user, session, source: await getRequestSource() } }
}

/** Makes a server action for what people do with their own account, whatever their role. */
export function ownAction<S extends z.ZodType, T>(
  name: string,
  schema: S,
  run: (context: OwnContext, input: z.output<S>) => Promise<T>,
): (input: z.input<S>) => Promise<ActionResult<T>> {
  inputSchemas.set(name, schema)
  return (input) =>
    answer(
      name,
      schema,
      () => input,
      () => asUser(enterOwn),
      run,
    )
}

/** Makes a server action for Plumbline's own staff. */
export function staffAction<S extends z.ZodType, T>(
  name: string,
  schema: S,
  run: (context: OwnContext, input: z.output<S>) => Promise<T>,
): (input: z.input<S>) => Promise<ActionResult<T>> {
  const enter = () =>
    asUser<OwnContext>(async (user) => {
      if (user.isStaff) return enterOwn(user)
      await recordSecurity({ event: 'permission_refused', userId: user.id, detail: name }, await getRequestSource())
      return { refused: { message: ONLY_STAFF } }
    })
  inputSchemas.set(name, schema)
  return (input) => answer(name, schema, () => input, enter, run)
}

const ONLY_STAFF = 'Only Plumbline staff can do this. What you typed is still here.'

/** Where somebody asks from who needn't be signed in. */
export type OutsideContext = { source: RequestSource }

/** Makes a server action for whoever has a one-time link or no password, signed in or not. It counts its own tries. */
export function outsideAction<S extends z.ZodType, T>(
  name: string,
  schema: S,
  run: (context: OutsideContext, input: z.output<S>) => Promise<T>,
): (input: z.input<S>) => Promise<ActionResult<T>> {
  const enter = async (): Promise<Entered<OutsideContext>> => ({ context: { source: await getRequestSource() } })
  inputSchemas.set(name, schema)
  return (input) => answer(name, schema, () => input, enter, run)
}
