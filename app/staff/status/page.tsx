import type { Metadata } from 'next'
import { PageHeader } from '@/components/page-header'
import { Alert } from '@/components/ui/alert'
import { formatInstant } from '@/lib/dates'
import { getProcessFigures } from '@/lib/metrics/process-figures'
import { requireStaff } from '@/lib/staff/require-staff'
import { getInstallationStatus } from '@/lib/staff/status'
import { concernsOf } from '@/lib/staff/status-words'
import { StaffFrame } from '../staff-frame'
import { PaymentsPart, PaySimplePart, UnconfirmedPart } from './money-parts'
import { ReadAgain } from './read-again'
import { MailPart, ProcessPart, QueuePart, SyncPart } from './work-parts'

export const metadata: Metadata = { title: 'Status' }

const SECONDS = 15

/** How the whole installation is, for staff: what the metrics tell, in words. */
export default async function StaffStatusPage() {
  const user = await requireStaff()
  const [{ state, hours, orgs }, figures] = await Promise.all([getInstallationStatus(user.id), getProcessFigures()])
  const concerns = concernsOf(state)
  return (
    <StaffFrame user={user}>
      <ReadAgain seconds={SECONDS} />
      <PageHeader title="Status">
        How Plumbline is, as of {formatInstant(new Date(), 'UTC')} UTC. This page reads again every {SECONDS} seconds.
      </PageHeader>
      {concerns.length === 0 ? (
        <Alert tone="info" title="Everything works">
          Nothing waits for longer than it should.
        </Alert>
      ) : (
        <Alert
          tone="info"
          title={concerns.length === 1 ? 'One thing to look at' : `${concerns.length} things to look at`}
        >
          <ul className="list-disc space-y-1 pl-5">
            {concerns.map((concern) => (
              <li key={concern}>{concern}</li>
            ))}
          </ul>
        </Alert>
      )}
      <div className="mt-8 space-y-10">
        <PaymentsPart hours={hours} />
        <UnconfirmedPart {...state.unconfirmed} />
        <PaySimplePart hours={hours} calls={figures.calls} />
        <SyncPart orgs={orgs} />
        <QueuePart queue={state.queue} />
        <MailPart mail={state.mail} />
        <ProcessPart figures={figures} />
      </div>
    </StaffFrame>
  )
}
