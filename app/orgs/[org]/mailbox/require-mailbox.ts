import 'server-only'
import { notFound } from 'next/navigation'
import { env, isLocal } from '@/lib/env'
import { requireOrgPage } from '@/lib/orgs/context'

/** The mailbox stands in for real e-mail on a developer's machine; where mail is really sent there is no such page. */
export async function requireMailbox(slug: string) {
  const context = await requireOrgPage(slug, 'records:read')
  if (!isLocal() || env().SMTP_URL) notFound()
  return context
}
