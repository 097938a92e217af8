import type { Metadata } from 'next'
import { EmptyState, Section } from '@/components/ui/section'
import { listMyAlarms, readAlarmChoices } from '@/lib/audit/alarm-choices'
import { formatInstant } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { requireOrgPage } from '@/lib/orgs/context'
import { alarmWords, isAlwaysOn, ORG_ALARM_NAMES, ORG_ALARMS } from '@/lib/security/alarm-kinds'
import { AlarmSwitch } from './alarm-switch'

export const metadata: Metadata = { title: 'Alarms' }

export default async function AlarmsPage({ params }: PageProps<'/orgs/[org]/settings/alarms'>) {
  const context = await requireOrgPage((await params).org, 'audit:read')
  const { org, user, role } = context
  const { choices, alarms } = await forOrg(org.id, async (tx) => ({
    choices: await readAlarmChoices(tx, context),
    alarms: await listMyAlarms(tx, context),
  }))
  return (
    <>
      <h2 className="mb-4 text-lg font-semibold tracking-tight">Alarms</h2>
      <p className="mb-6 max-w-prose text-ink-muted">
        Plumbline emails {user.email} when one of these happens, at most once an hour for each. Owners get all of them
        unless they turn one off. Everyone chooses for themselves.
      </p>
      <ul className="mb-10 max-w-2xl border-t">
        {ORG_ALARM_NAMES.map((kind) => (
          <li key={kind} className="border-b py-3">
            <AlarmSwitch
              orgSlug={org.slug}
              kind={kind}
              title={ORG_ALARMS[kind].title}
              what={ORG_ALARMS[kind].what}
              isOn={choices[kind]}
              isFixed={isAlwaysOn(kind, role)}
            />
          </li>
        ))}
      </ul>
      <Section title="Sent to you">
        {alarms.length === 0 ? (
          <EmptyState title="No alarms yet">When Plumbline sends you one, you’ll see it here.</EmptyState>
        ) : (
          <ul className="max-w-2xl">
            {alarms.map(({ id, at, kind, words, sentAt }) => (
              <li key={id} className="border-b py-3">
                <p className="font-medium">{alarmWords(kind)?.title ?? kind}</p>
                <p className="wrap-anywhere">{words}</p>
                <p className="text-sm text-ink-muted">
                  {formatInstant(at, org.timeZone)}
                  {!sentAt && ' · Not emailed yet'}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  )
}
