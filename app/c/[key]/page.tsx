import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { MessagePage } from '@/components/message-page'
import { mayCancelSentence } from '@/lib/canceling/words'
import { isLinkToken } from '@/lib/customer-links/link-token'
import { getLinkContext, readByAddress } from '@/lib/customer-links/read-link'
import { readCustomerPage } from '@/lib/customer-page/read-page'
import { now } from '@/lib/dates'
import { customerSuspendedWords } from '@/lib/orgs/suspended'
import { Canceled } from './canceled'
import { CustomerFrame } from './customer-frame'
import { OpenDoor } from './open-door'
import { Owed } from './owed'
import { Papers } from './paper-list'
import { Parts } from './parts'
import { Payments } from './payment-list'
import { LINK_METADATA } from './require-link'
import { SavedAccounts } from './saved-accounts'

type Props = PageProps<'/c/[key]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { key } = await params
  const context = isLinkToken(key) ? null : await getLinkContext(key)
  return {
    ...LINK_METADATA,
    title: context ? { absolute: `${context.org.name}: ${context.link.job.title}` } : 'Your link',
  }
}

/**
 * A customer's page: their job's papers, what is owed and what was paid. By the address of an email or a code, a door that
 * a person opens: showing it changes nothing, because mail scanners and browsers open links ahead of people.
 */
export default async function LinkPage({ params }: Props) {
  const { key } = await params
  return isLinkToken(key) ? Door(key) : Room(key)
}

async function Door(token: string) {
  const found = await readByAddress(token)
  if (!found) notFound()
  if (found.isSuspended) return <Suspended org={found.org} />
  const { org, link } = found
  if (await getLinkContext(link.id)) redirect(`/c/${link.id}`)
  return (
    <main>
      <MessagePage title={`${org.name} has something for you`} action={<OpenDoor token={token} label="Open it" />}>
        <p>
          This page is for <strong className="text-ink">{link.name}</strong>: what {org.name} has written for you, what
          it costs, and your payments. If that isn’t you, close it: nothing has happened.
        </p>
      </MessagePage>
    </main>
  )
}

function Suspended({ org }: { org: Parameters<typeof customerSuspendedWords>[0] }) {
  const { title, sentence } = customerSuspendedWords(org)
  return (
    <main>
      <MessagePage title={title}>{sentence}</MessagePage>
    </main>
  )
}

async function Room(key: string) {
  const context = await getLinkContext(key)
  if (!context) notFound()
  if (context.isSuspended) return <Suspended org={context.org} />
  const { org, link } = context
  const page = await readCustomerPage(context)
  const base = `/c/${link.id}`
  return (
    <CustomerFrame company={page.company} base={base} aside={<p className="text-sm text-ink-muted">For {link.name}</p>}>
      <div>
        <p className="text-ink-muted">Job {page.job.number}</p>
        <h1 className="wrap-anywhere text-2xl font-semibold tracking-tight">{page.job.title}</h1>
        {page.job.address && <p className="mt-1 wrap-anywhere text-ink-muted">{page.job.address}</p>}
      </div>
      {page.canceled ? <Canceled canceled={page.canceled} /> : <Owed page={page} linkId={link.id} />}
      <Papers papers={page.papers} yours={page.yours} base={base} timeZone={org.timeZone} />
      {page.right && <p className="max-w-prose">{mayCancelSentence(page.right, org.timeZone, now())}</p>}
      {page.parts.length > 0 && <Parts page={page} />}
      {page.payments.length > 0 && <Payments {...{ base, payments: page.payments, timeZone: org.timeZone }} />}
      {page.accounts.length > 0 && <SavedAccounts linkId={link.id} accounts={page.accounts} />}
    </CustomerFrame>
  )
}
