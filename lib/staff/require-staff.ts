import 'server-only'
import { notFound } from 'next/navigation'
import { redirectToSignIn } from '@/lib/orgs/context'
import { getCurrentUser, type SignedInUser } from '@/lib/sessions/current-user'

/**
 * For pages of staff: returns who is signed in. Redirects a visitor without a session to the sign-in page. For everyone
 * else the page doesn't exist (404).
 */
export async function requireStaff(): Promise<SignedInUser> {
  const user = await getCurrentUser()
  if (!user) return redirectToSignIn()
  if (!user.isStaff) notFound()
  return user
}
