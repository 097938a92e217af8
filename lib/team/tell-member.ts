import 'server-only'
import { formatInstant, now } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { env } from '@/lib/env'
import type { OrgContext } from '@/lib/orgs/context'
import { ROLE_LABELS, ROLE_WORDS } from '@/lib/orgs/roles'
import { queueNotice } from '@/lib/queue/notice'
import type { TeamRole } from './rules'

type Change = { was: TeamRole; role: TeamRole | null }

/** Tells a member by email that they have another role or are out, in the transaction that does it. */
export async function tellMember(
  tx: Tx,
  { org, user, role: actorRole, source }: OrgContext,
  { email }: { email: string },
  { was, role }: Change,
): Promise<void> {
  const title = role ? `Your role is now ${ROLE_LABELS[role]}` : 'You were removed from the team'
  await queueNotice(tx, org.id, [email], {
    subject: `${org.name}: ${title}`,
    title,
    paragraphs: [
      role
        ? `${ROLE_WORDS[role]} You were signed out everywhere; sign in again to go on.`
        : 'You can no longer open this company, and were signed out everywhere. Other companies of yours go on: sign in again.',
      'If you didn’t expect this, ask an owner of the company.',
    ],
    facts: [
      { label: 'Company', value: org.name },
      { label: 'When', value: formatInstant(now(), org.timeZone) },
      { label: 'By', value: `${user.name} (${ROLE_LABELS[actorRole]})` },
      { label: 'From', value: source?.address || 'Not known' },
      { label: 'Role', value: role ? `${ROLE_LABELS[was]} → ${ROLE_LABELS[role]}` : `${ROLE_LABELS[was]} → none` },
    ],
    link: { label: 'Open Plumbline', href: new URL('/', env().APP_URL).href },
  })
}
