import type { Metadata } from 'next'
import { ListPager } from '@/components/list-pager'
import { EmptyState } from '@/components/ui/section'
import { listFailures } from '@/lib/api-log/queries'
import { forOrg } from '@/lib/db'
import { beforeParam } from '@/lib/keyset'
import { requireOrgPage } from '@/lib/orgs/context'
import { FailuresTable } from './failures-table'

export const metadata: Metadata = { title: 'API log' }

export default async function ApiLogPage({ params, searchParams }: PageProps<'/orgs/[org]/settings/api-log'>) {
  const { org } = await requireOrgPage((await params).org, 'integration:manage')
  const before = beforeParam((await searchParams).before)
  const { rows, older } = await forOrg(org.id, (tx) => listFailures(tx, org.id, before))
  return (
    <>
      <h2 className="sr-only">API log</h2>
      <p className="mb-6 max-w-prose text-ink-muted">
        Calls to PaySimple that failed, newest first. If one keeps failing, give its TraceCode to PaySimple support
        (800-466-0992,{' '}
        <a href="mailto:partnersupport@paysimple.com" className="text-link">
          partnersupport@paysimple.com
        </a>
        ). They use it to find the call.
      </p>
      {rows.length === 0 ? (
        <EmptyState title={before ? 'No older calls' : 'No failed calls'}>
          {before
            ? 'You’ve reached the end of the list.'
            : 'If a call to PaySimple fails, you’ll see it here with what to tell PaySimple support.'}
        </EmptyState>
      ) : (
        <FailuresTable failures={rows} timeZone={org.timeZone} />
      )}
      <ListPager path={`/orgs/${org.slug}/settings/api-log`} at={before} next={older} />
    </>
  )
}
