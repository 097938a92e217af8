import 'server-only'
import { formatInstant, now } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { env } from '@/lib/env'
import type { OrgContext } from '@/lib/orgs/context'
import { listOwners } from '@/lib/orgs/members'
import { ROLE_LABELS } from '@/lib/orgs/roles'
import { queueNotice } from '@/lib/queue/notice'
import type { Endpoint } from '@/prisma/generated/enums'
import { ENDPOINT_LABELS } from './endpoints'
import { CHANGES, type Change, type Merchant, merchantWords } from './words'

type Credentials = { endpoint: Endpoint; userName: string; merchant: Merchant | null }

const MEANS: Record<Change, string> = {
  entered: 'From now on your company’s payments go to this merchant account at PaySimple.',
  replaced: 'From now on your company’s payments go to this merchant account at PaySimple.',
  removed: 'Nobody in your company can take payments through PaySimple until credentials are entered again.',
  proposed: 'Nothing has changed yet. They are used only once an owner confirms them.',
}

const UNEXPECTED =
  'If you didn’t expect this: sign in, open Settings, Integration, disconnect PaySimple or discard what was entered, change your password, and ask PaySimple for a new Token. The audit log shows what else was done.'

/** Tells every owner by email what somebody did with the company's credentials, in the transaction that does it. */
export async function tellOwners(
  tx: Tx,
  { org, user, role, source }: OrgContext,
  change: Change,
  { endpoint, userName, merchant }: Credentials,
): Promise<void> {
  const owners = await listOwners(tx, org.id)
  await queueNotice(
    tx,
    org.id,
    owners.map(({ email }) => email),
    {
      subject: `${org.name}: ${CHANGES[change]}`,
      title: CHANGES[change],
      paragraphs: [MEANS[change], UNEXPECTED],
      facts: [
        { label: 'When', value: formatInstant(now(), org.timeZone) },
        { label: 'By', value: `${user.name} (${ROLE_LABELS[role]})` },
        { label: 'From', value: source?.address || 'Not known' },
        { label: 'User Name', value: userName },
        { label: 'Payments go to', value: ENDPOINT_LABELS[endpoint] },
        ...(merchant ? [{ label: 'Merchant account', value: merchantWords(merchant) }] : []),
      ],
      link: {
        label: 'Open the Integration tab',
        href: new URL(`/orgs/${org.slug}/settings/integration`, env().APP_URL).href,
      },
    },
  )
}
