import type { Icon } from '@/components/icons/icon'
import { CircleDashed } from '@/components/icons/records'
import { Clock, Send } from '@/components/icons/states'
import { CircleAlert, CircleCheck, TriangleAlert } from '@/components/icons/ui'
import { Link } from '@/components/link'
import { PressButton } from '@/components/press-button'
import { Money } from '@/components/ui/money'
import { StatusPill, type StatusTone } from '@/components/ui/status-pill'
import { Table, Td, Th } from '@/components/ui/table'
import { dueWords, PART_LABELS } from '@/lib/documents/due-words'
import type { JobView } from '@/lib/documents/job-view'
import type { PartState, PartView } from '@/lib/documents/schedule'
import { markMilestoneAction } from './actions'

type Props = {
  orgSlug: string
  /** "/orgs/summit-ridge/jobs/1001" */
  base: string
  /** The agreement. */
  documentId: string
  job: JobView
  /** Whether the user may say that a milestone is reached. */
  mayMark: boolean
}

const PILLS: Record<PartState, [StatusTone, Icon]> = {
  upcoming: ['neutral', CircleDashed],
  due: ['warning', CircleAlert],
  requested: ['neutral', Send],
  paying: ['warning', Clock],
  paid: ['success', CircleCheck],
  over: ['warning', TriangleAlert],
}

/** Below a signed agreement: how each payment of its schedule stands now, with the signed change orders. */
export function Payments({ job, ...props }: Props) {
  const { view, reached, afterRightOn } = job
  return (
    <section aria-labelledby="payments" className="flex flex-col gap-3 border-t pt-6">
      <h3 id="payments" className="font-semibold">
        Payments
      </h3>
      <Table caption="Payments as they stand now">
        <thead className="max-sm:sr-only">
          <tr>
            <Th>Payment</Th>
            <Th>State</Th>
            <Th numeric>Amount</Th>
          </tr>
        </thead>
        <tbody>
          {view.parts.map((part) => (
            <PartRow key={part.id} {...props} {...{ part, reached, afterRightOn }} />
          ))}
        </tbody>
      </Table>
      {view.toRefundCents > 0 && (
        <p>
          To refund: <Money cents={view.toRefundCents} className="font-medium" />. That much more was paid than all of
          these come to. Refund it under{' '}
          <Link className="text-link" href={`${props.base}/information`}>
            Information
          </Link>
          .
        </p>
      )}
    </section>
  )
}

type PartProps = Omit<Props, 'job'> & { part: PartView } & Pick<JobView, 'reached' | 'afterRightOn'>

/** A row; on a phone the state lies below the name and the amount. */
function PartRow({ orgSlug, documentId, mayMark, part, reached, afterRightOn }: PartProps) {
  const { label, due, state, amountCents } = part
  const [tone, icon] = PILLS[state]
  const isReached = due.on === 'milestone' && reached.has(due.milestone)
  // What is paid waits for nothing; a refund brings the button back.
  const waitsFor = due.on === 'milestone' && state !== 'paid' && state !== 'over' ? due.milestone : null
  const does = isReached ? 'Mark as not reached' : 'Mark as reached'
  return (
    <tr className="max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-4 max-sm:gap-y-2 max-sm:border-b max-sm:py-3">
      <Td className="wrap-anywhere max-sm:border-0! max-sm:p-0!">
        <p className="font-medium">{label}</p>
        <p className="text-sm text-ink-muted">
          {dueWords(due, afterRightOn)}
          {isReached && ' · Reached'}
        </p>
      </Td>
      <Td className="max-sm:order-last max-sm:col-span-2 max-sm:border-0! max-sm:p-0!">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <StatusPill tone={tone} icon={icon}>
            {PART_LABELS[state]}
          </StatusPill>
          {waitsFor !== null && mayMark && (
            <PressButton
              action={markMilestoneAction}
              orgSlug={orgSlug}
              input={{ documentId, milestone: waitsFor, isReached: !isReached }}
              aria-label={`${does}: ${waitsFor}`}
              variant={isReached ? 'ghost' : 'secondary'}
              className="px-3! text-sm! sm:-my-2.5"
            >
              <span>{does}</span>
            </PressButton>
          )}
        </div>
      </Td>
      <Td numeric className="max-sm:border-0! max-sm:p-0!">
        <Money cents={amountCents} className="font-medium" />
        {partsOf(part).map(([word, cents]) => (
          <p key={word} className="text-sm text-ink-muted">
            <Money cents={cents} /> {word}
          </p>
        ))}
      </Td>
    </tr>
  )
}

/** What a payment’s amount consists of, where the state alone doesn't say it. */
function partsOf({ amountCents, paidCents, payingCents, creditedCents, openCents }: PartView): [string, number][] {
  const parts: [string, number][] = [
    ['paid', paidCents],
    ['confirming', payingCents],
    ['credited', creditedCents],
    ['open', openCents],
  ]
  return parts.filter(([, cents]) => cents > 0 && cents !== amountCents)
}
