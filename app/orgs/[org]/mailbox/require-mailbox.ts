import 'server-only'
import { env } from '@/lib/env'
import { requireOrgPage } from '@/lib/orgs/context'

/**
 * For the mailbox pages: what customers were sent, and what waits or failed.
 * @returns also whether emails leave this machine: without a mail server (on a developer's machine only) they stay here
 */
export async function requireMailbox(slug: string) {
  const context = await requireOrgPage(slug, 'records:read')
  return { ...context, isDelivered: Boolean(env().SMTP_URL) }
}
