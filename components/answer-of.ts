import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation'
import type { ActionResult } from '@/lib/orgs/action'

/** What is said after a deploy under an open page, whose actions the server then no longer knows. */
export const NEW_VERSION = 'A new version of Plumbline is here. Reload the page.'

/** What is said when an action had no answer. */
export const UNREACHED = 'Can’t reach Plumbline. Check your connection and try again.'

/**
 * Whether the page may be refreshed after this answer: offline the browser would show its own error page, and after a
 * deploy it would load the page again, without a word.
 */
export const mayRefresh = (answer: ActionResult<unknown> | null): boolean =>
  answer !== null && (answer.ok || !answer.newVersion)

/** The server doesn't know the action that was called, so the action never ran. */
export const isNewVersion = (error: unknown): boolean => unstable_isUnrecognizedActionError(error)

async function once<T>(call: () => Promise<ActionResult<T>>): Promise<ActionResult<T> | null> {
  try {
    return await call()
  } catch (error) {
    unstable_rethrow(error)
    return isNewVersion(error) ? { ok: false, message: NEW_VERSION, newVersion: true } : null
  }
}

/** What is asked for: the password, alone or with the second step. */
export type Wanted = true | 'second step'

let askPassword: ((wanted: Wanted) => Promise<boolean>) | null = null
let asking: Promise<boolean> | null = null

/** Says how the page asks for the password: answers whether it was given. */
export function setAskPassword(ask: (wanted: Wanted) => Promise<boolean>): void {
  askPassword = ask
}

/**
 * Calls a server action. Every call from a page goes through here, so that a deploy is told everywhere, and that the
 * password is asked for wherever an action wants it again: then the same call is made once more.
 * @param onPassword told when the person is asked for it, and when the call is made once more
 * @returns its answer; the refusal where the password wasn't given; after a deploy that the page must be reloaded; null
 *   when the answer was lost, and with it whether the action ran
 */
export async function answerOf<T>(
  call: () => Promise<ActionResult<T>>,
  onPassword: (isAsked: boolean) => void = () => {},
): Promise<ActionResult<T> | null> {
  const answer = await once(call)
  if (!answer || answer.ok || !answer.needsPassword || !askPassword) return answer
  onPassword(true)
  // Two calls at once are answered by one password.
  asking ??= askPassword(answer.needsPassword)
    .catch(() => false)
    .finally(() => {
      asking = null
    })
  if (!(await asking)) return answer
  onPassword(false)
  return once(call)
}
