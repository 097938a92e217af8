import 'server-only'
import { UserError } from '@/lib/errors'
import { overLimit, takeLimits, waitInWords } from '@/lib/security/limits'
import { getSession } from '@/lib/sessions/current-user'
import { LIMITS } from './table'

/** Counts one search of a person. @returns what to say where there were too many, or null */
export async function countSearch(userId: string): Promise<string | null> {
  const { most, seconds, met } = LIMITS.member_searches
  const over = overLimit(await takeLimits([{ name: 'member_searches', of: userId, most, seconds }]))
  return over && `${met.replace('#', String(most))} Wait ${waitInWords(over.seconds)}, then search again.`
}

/** The same of whoever is signed in; of nobody the page asks who it is. */
export async function searchProblem(): Promise<string | null> {
  const session = await getSession()
  return session && countSearch(session.userId)
}

/** The same for an action. @throws UserError with these words */
export async function admitSearch(): Promise<void> {
  const problem = await searchProblem()
  if (problem) throw new UserError(problem)
}
