import { Link } from '@/components/link'
import { DescriptionList, EmptyState, Section } from '@/components/ui/section'
import { Table, Td, Th } from '@/components/ui/table'
import { formatInstant } from '@/lib/dates'
import type { ProcessFigures } from '@/lib/metrics/process-figures'
import type { InstallationState } from '@/lib/metrics/state'
import type { SyncOfOrg } from '@/lib/staff/status'
import { ageInWords, isSyncLate, LATE, taskInWords } from '@/lib/staff/status-words'
import { Bar } from './chart'
import { timesWords } from './money-parts'

// What the Status page says about the work behind the pages.

/** How far each company is behind PaySimple. */
export const SyncPart = ({ orgs }: { orgs: readonly SyncOfOrg[] }) => (
  <Section title="Sync with PaySimple, by company">
    {orgs.length === 0 ? (
      <EmptyState title="No company is connected yet">
        Once one is active, you’ll see when it was last compared.
      </EmptyState>
    ) : (
      <Table caption="Companies and their last comparison with PaySimple, the longest ago first">
        <thead>
          <tr>
            <Th>Company</Th>
            <Th>Last compared</Th>
            <Th numeric className="max-sm:hidden">
              Failed since
            </Th>
          </tr>
        </thead>
        <tbody>
          {orgs.map((org) => {
            const isLate = isSyncLate(org)
            return (
              <tr key={org.id}>
                <Td>
                  <Link
                    href={`/staff/orgs/${org.slug}`}
                    className="text-link wrap-anywhere flex min-h-11 w-fit items-center"
                  >
                    {org.name}
                  </Link>
                  {org.isSuspended && <span className="block text-sm text-ink-muted">Suspended</span>}
                </Td>
                <Td className="tabular-nums">
                  {ageInWords(org.seconds)} ago{isLate && ' · late'}
                  <Bar part={org.seconds / LATE.sync} isLate={isLate} />
                  {org.failures > 0 && (
                    <span className="block text-sm text-ink-muted sm:hidden">{org.failures} failed since</span>
                  )}
                </Td>
                <Td numeric className="max-sm:hidden">
                  {org.failures.toLocaleString('en-US')}
                </Td>
              </tr>
            )
          })}
        </tbody>
      </Table>
    )}
  </Section>
)

/** What waits for a worker. */
export function QueuePart({ queue }: { queue: InstallationState['queue'] }) {
  const tasks = [...queue].sort(([one], [other]) => taskInWords(one).localeCompare(taskInWords(other), 'en-US'))
  const most = Math.max(1, ...tasks.map(([, { count }]) => count))
  return (
    <Section title="Queue">
      {tasks.length === 0 ? (
        <EmptyState title="No worker has run yet">Start one: npm run worker.</EmptyState>
      ) : (
        <Table caption="Work that is due, by kind">
          <thead>
            <tr>
              <Th>Work</Th>
              <Th>Waiting</Th>
              <Th numeric className="max-sm:hidden">
                Gave up
              </Th>
            </tr>
          </thead>
          <tbody>
            {tasks.map(([task, { count, seconds, givenUp }]) => (
              <tr key={task}>
                <Td className="wrap-anywhere">{taskInWords(task)}</Td>
                <Td className="tabular-nums">
                  {count === 0 ? 'None' : `${count.toLocaleString('en-US')}, for ${ageInWords(seconds)}`}
                  {count > 0 && <Bar part={count / most} isLate={seconds > LATE.queue} />}
                  {givenUp > 0 && <span className="block text-sm text-ink-muted sm:hidden">{givenUp} gave up</span>}
                </Td>
                <Td numeric className="max-sm:hidden">
                  {givenUp.toLocaleString('en-US')}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  )
}

/** How mail is doing. */
export const MailPart = ({ mail }: { mail: InstallationState['mail'] }) => (
  <Section title="Email">
    <DescriptionList
      className="max-w-2xl"
      items={[
        {
          label: 'Mail server',
          value: mail.failingSeconds === null ? 'Works' : `Can’t be used for ${ageInWords(mail.failingSeconds)}`,
        },
        {
          label: 'Waiting',
          value: mail.waiting === 0 ? 'None' : `${mail.waiting}, the oldest for ${ageInWords(mail.waitingSeconds)}`,
        },
        {
          label: 'Not delivered',
          value: mail.undelivered === 0 ? 'None' : `${mail.undelivered}; their companies see them`,
        },
      ]}
    />
  </Section>
)

/** What the app that answers has counted. Others count for themselves: METRICS_PORT tells of each. */
export const ProcessPart = ({ figures: { startedAt, requests, mails } }: { figures: ProcessFigures }) => (
  <Section title="This app">
    <DescriptionList
      className="max-w-2xl"
      items={[
        { label: 'Counts since', value: `${formatInstant(startedAt, 'UTC')} UTC` },
        {
          label: 'Requests',
          value: `${requests.count.toLocaleString('en-US')}, ${requests.failed.toLocaleString('en-US')} failed`,
        },
        { label: 'Answered', value: timesWords(requests.times) },
        ...(mails.count > 0
          ? [{ label: 'Emails tried', value: `${mails.count.toLocaleString('en-US')}, ${mails.failed} failed` }]
          : []),
      ]}
    />
  </Section>
)
