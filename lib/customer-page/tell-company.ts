import 'server-only'
import type { LinkContext } from '@/lib/customer-links/read-link'
import { WAY_WORDS } from '@/lib/customer-links/ways'
import { formatInstant, now } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { documentSegment } from '@/lib/documents/document-path'
import { documentLabel, type WhichDocument } from '@/lib/documents/stages'
import { env } from '@/lib/env'
import { listOwners } from '@/lib/orgs/members'
import { withoutLinks } from '@/lib/plain-links'
import { queueNotice } from '@/lib/queue/notice'

type Told = {
  /** What the customer did, after their name: "accepted the proposal". */
  did: string
  paragraphs: string[]
  facts?: { label: string; value: string }[]
}

/** Tells the company by email what its customer did at their link, in the transaction that does it. */
export async function tellCompany(
  tx: Tx,
  { org, link }: LinkContext,
  which: WhichDocument & { number: number },
  { did, paragraphs, facts = [] }: Told,
): Promise<void> {
  const owners = await listOwners(tx, org.id)
  const title = `${link.name} ${did}`
  // It comes from Plumbline: nobody at a link may put an address into it for the company to sign in at.
  const said = paragraphs.map(withoutLinks)
  await queueNotice(
    tx,
    org.id,
    [...new Set([...(org.email === null ? [] : [org.email]), ...owners.map(({ email }) => email)])],
    {
      ...{ subject: `${org.name}: ${title}`, title, paragraphs: said },
      facts: [
        { label: 'Job', value: `${link.job.number} · ${link.job.title}` },
        { label: 'Paper', value: which.ordinal > 0 ? documentLabel(which) : `${documentLabel(which)} ${which.number}` },
        { label: 'When', value: formatInstant(now(), org.timeZone) },
        {
          label: 'Reached',
          value: link.email === null ? WAY_WORDS[link.way] : `${WAY_WORDS[link.way]} to ${link.email}`,
        },
        ...facts,
      ],
      link: {
        label: `Open job ${link.job.number}`,
        href: new URL(`/orgs/${org.slug}/jobs/${link.job.number}/${documentSegment(which)}`, env().APP_URL).href,
      },
    },
  )
}
