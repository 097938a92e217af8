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

/** What happens when it is required, to the members who don't have it yet. */
function ruleWords(without: number): string {
  if (without === 0) return 'Everybody here has it already, so requiring it changes nothing for them.'
  const who = without === 1 ? 'the one person without it is' : `the ${without} people without it are`
  return `When you require it, ${who} led to set it up with the next page they open. Nobody is signed out, and what somebody is typing stays.`
}

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
            : ruleWords(without)}
        </p>
        {isOwner ? (
          <RuleSwitch orgSlug={org.slug} isRequired={org.requiresSecondStep} />
        ) : (
          <p>{org.requiresSecondStep ? 'Required.' : 'Not required.'} An owner can change this.</p>
        )}
        <Table caption="Who has two-step sign-in" className="mt-6 max-w-3xl">
          <thead>
            <tr>
              <Th className="w-1/2">Name</Th>
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
          Every refund asks for the password again. Once one person’s refunds within 24 hours come to more than this
          amount, it asks for their second step as well, if they have one. So does every change of the PaySimple
          credentials.
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
