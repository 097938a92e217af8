import type { Metadata } from 'next'
import { PageHeader } from '@/components/page-header'
import { buttonClass } from '@/components/ui/button'
import { DescriptionList, EmptyState } from '@/components/ui/section'
import { type Certification, getCertification } from '@/lib/certification'
import { formatDay, formatInstant } from '@/lib/dates'
import { requireStaff } from '@/lib/staff/require-staff'
import { StaffFrame } from '../staff-frame'

export const metadata: Metadata = { title: 'Certification' }

/** The latest report of `npm run certify`, for staff. Everyone else gets a 404. */
export default async function CertificationPage() {
  const user = await requireStaff()
  const latest = await getCertification()
  return (
    <StaffFrame user={user}>
      <PageHeader
        title="Certification"
        actions={
          latest && (
            <a href="/staff/certification/report" target="_blank" rel="noopener" className={buttonClass('primary')}>
              Open the report
              <span className="sr-only"> in a new tab</span>
            </a>
          )
        }
      >
        The exercises PaySimple requires before it issues production credentials, and how Plumbline shows each error.
      </PageHeader>
      {latest ? <Facts latest={latest} /> : <None />}
    </StaffFrame>
  )
}

function resultOf({ counts }: Certification): string {
  const parts = [
    `${counts.passed} passed`,
    counts.failed > 0 && `${counts.failed} failed`,
    counts['come back'] > 0 && `${counts['come back']} to finish later`,
    counts.skipped > 0 && `${counts.skipped} skipped`,
  ]
  return parts.filter(Boolean).join(', ')
}

function Facts({ latest }: { latest: Certification }) {
  const { madeAt, rehearsal, endpoint, user, comeBackOn } = latest
  return (
    <>
      <DescriptionList
        className="max-w-2xl"
        items={[
          { label: 'Result', value: resultOf(latest) },
          { label: 'Made', value: `${formatInstant(madeAt, 'UTC')} UTC` },
          { label: 'Endpoint', value: rehearsal ? 'Plumbline’s own sandbox (rehearsal)' : endpoint },
          { label: 'API user name', value: user },
          ...(comeBackOn ? [{ label: 'Finish', value: `On ${formatDay(comeBackOn)} or later` }] : []),
        ]}
      />
      <p className="mt-8 max-w-prose text-ink-muted">
        {rehearsal
          ? 'PaySimple wants a report from its own sandbox. To make one, pass its endpoint and credentials: '
          : 'To finish this report or make a new one, run the command again: '}
        <code className="font-mono text-sm whitespace-nowrap">npm run certify -- --help</code> shows how.
      </p>
    </>
  )
}

function None() {
  return (
    <EmptyState title="No report yet">
      Run <code className="font-mono text-sm whitespace-nowrap">npm run certify</code> on the machine that runs
      Plumbline.
    </EmptyState>
  )
}
