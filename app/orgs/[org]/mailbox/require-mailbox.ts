import 'server-only'
import { notFound } from 'next/navigation'
import { env, isLocal } from '@/lib/env'
import { requireOrgPage } from '@/lib/orgs/context'

/** For the mailbox pages. They stand in for real email on a developer's machine; elsewhere they're a 404. */
export async function requireMailbox(slug: string) {
  const context = await requireOrgPage(slug, 'records:read')
  if (!isLocal() || env().SMTP_URL) notFound()
  return context
}
