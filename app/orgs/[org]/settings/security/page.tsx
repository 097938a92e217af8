import type { Metadata } from 'next'
import { Section } from '@/components/ui/section'
import { Table, Td, Th } from '@/components/ui/table'
import { forOrg } from '@/lib/db'
import { formatCents, formatCentsPlain } from '@/lib/money'
import { requireOrgPage } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { listMemberSteps } from '@/lib/second-step/rule'
import { RefundForm } from './refund-form'
import { ResetButton } from './reset-button'
import { RuleSwitch } from './rule-switch'

export const metadata: Metadata = { title: 'Security' }

/** What the company asks of its members' sign-ins. */
export default async function SecurityPage({ params }: PageProps<'/orgs/[org]/settings/security'>) {
  const { org, role, user } = await requireOrgPage((await params).org, 'company:manage')
  const members = await forOrg(org.id, listMemberSteps)
  const isOwner = can(role, 'security:manage')
  const without = members.filter(({ hasOne }) => !hasOne).length
  return (
    <div className="flex flex-col gap-10">
      <Section title="Two-step sign-in" className="border-t-0! pt-0!">
        <p className="mb-4 max-w-prose text-ink-muted">
          With it, a stolen password alone opens nothing. Each person sets it up under their own account: an
          authenticator app or a passkey.{' '}
          {org.requiresSecondStep
            ? 'Your company requires it. Whoever has none is led to set it up before they see anything here.'
            : `When you require it, ${without === 0 ? 'everybody has it already' : `${without === 1 ? 'the one person without it is' : `the ${without} people without it are`} led to set it up with the next page they open`}. Nobody is signed out, and what somebody is typing stays.`}
        </p>
        {isOwner ? (
          <RuleSwitch orgSlug={org.slug} isRequired={org.requiresSecondStep} />
        ) : (
          <p>{org.requiresSecondStep ? 'Required.' : 'Not required.'} An owner can change this.</p>
        )}
        <Table caption="Who has two-step sign-in" className="mt-6 max-w-3xl">
          <thead>
            <tr>
              <Th>Name</Th>
              <Th>Two-step sign-in</Th>
            </tr>
          </thead>
          <tbody>
            {members.map(({ userId, name, email, hasOne }) => (
              <tr key={userId}>
                <Td className="wrap-anywhere">
                  <span className="block font-medium">{name}</span>
                  <span className="block text-sm text-ink-muted">{email}</span>
                </Td>
                <Td>
                  <span className="block">{hasOne ? 'On' : 'Not set up'}</span>
                  {isOwner && hasOne && userId !== user.id && (
                    <ResetButton orgSlug={org.slug} userId={userId} name={name} />
                  )}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Section>
      <Section title="Refunds" id="refunds">
        <p className="mb-6 max-w-prose text-ink-muted">
          Every refund asks for the password again. Above this amount, all refunds by one person in 24 hours taken
          together, it asks for the second step, too, of whoever has one. Changing the PaySimple credentials always
          does.
        </p>
        {isOwner ? (
          <RefundForm orgSlug={org.slug} amount={formatCentsPlain(org.stepUpRefundCents)} />
        ) : (
          <p>Above {formatCents(org.stepUpRefundCents)}. An owner can change this.</p>
        )}
      </Section>
    </div>
  )
}
