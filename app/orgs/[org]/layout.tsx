import type { ReactNode } from 'react'
import { DrawnFor } from '@/components/drawn-for'
import { KeepFocus } from '@/components/keep-focus'
import { LayoutLive } from '@/components/refresh-live'
import { StepUp } from '@/components/step-up'
import { Alert } from '@/components/ui/alert'
import { now } from '@/lib/dates'
import { changedSentence } from '@/lib/integration/words'
import { leadAway } from '@/lib/orgs/context'
import { can, ROLE_LABELS } from '@/lib/orgs/roles'
import { countForEveryPage } from '@/lib/payments/review/review-queue'
import { givePasswordAction } from '../../(auth)/actions'
import { SECOND_STEP } from '../../(auth)/second-step/again'
import { readMayWait } from './may-wait'
import { OrgHeader } from './org-header'
import { firstTab } from './settings/tabs'

/** Without the rest: what is handed to the browser's code is sent. */
const named = ({ slug, name }: { slug: string; name: string }) => ({ slug, name })

type Props = { params: Promise<{ org: string }>; children: ReactNode }

export default async function OrgLayout({ params, children }: Props) {
  const { org: slug } = await params
  const read = await readMayWait(slug)
  if (!read) return leadAway(slug)
  const { org, user, role, orgs } = read.context
  const reads = can(role, 'records:read')
  const base = `/orgs/${slug}`
  const notice = read.changed && changedSentence(read.changed, org.timeZone, can(role, 'integration:replace'))
  const waiting = await countForEveryPage(org.id, now(), role, read.mayWait)
  const nav = [
    ...(reads ? [{ href: `${base}/jobs`, label: 'Jobs' }] : []),
    ...(reads ? [{ href: `${base}/customers`, label: 'Customers' }] : []),
    ...(reads ? [{ href: `${base}/payments`, label: 'Payments', ...(waiting > 0 && { waiting }) }] : []),
    { href: `${base}/settings/${firstTab(role)}`, under: `${base}/settings`, label: 'Settings' },
    ...(reads ? [{ href: `${base}/mailbox`, label: 'Mailbox' }] : []),
  ]
  return (
    <>
      <a href="#content" className="skip-link">
        Skip to content
      </a>
      <OrgHeader
        org={named(org)}
        orgs={orgs.some((each) => each.slug !== slug) ? orgs.map(named) : []}
        user={{ name: user.name, email: user.email, isStaff: user.isStaff }}
        role={ROLE_LABELS[role]}
        nav={nav}
      />
      <DrawnFor id={user.id} name={user.name} />
      <StepUp email={user.email} givePassword={givePasswordAction} secondStep={SECOND_STEP} />
      <KeepFocus />
      <main id="content" tabIndex={-1} className="page">
        {notice && (
          <Alert tone="info" title={notice.title} className="mb-6 text-sm print:hidden">
            <p className="max-w-prose">{notice.what}</p>
          </Alert>
        )}
        {reads ? <LayoutLive of={slug}>{children}</LayoutLive> : children}
      </main>
    </>
  )
}
