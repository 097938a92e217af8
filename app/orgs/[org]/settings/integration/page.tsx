import type { Metadata } from 'next'
import { Alert } from '@/components/ui/alert'
import { DescriptionList, Section } from '@/components/ui/section'
import { formatInstant } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { env, isLocal } from '@/lib/env'
import { endpointProblem } from '@/lib/integration/endpoint-problem'
import { ENDPOINT_LABELS } from '@/lib/integration/endpoints'
import { getIntegration } from '@/lib/integration/integration'
import { requireOrgPage } from '@/lib/orgs/context'
import { hasOwner } from '@/lib/orgs/members'
import { canReplaceCredentials } from '@/lib/orgs/roles'
import type { Endpoint } from '@/prisma/generated/enums'
import { Connection } from './connection'
import { Proposal } from './proposal'
import { Steps } from './steps'

export const metadata: Metadata = { title: 'Integration' }

const ENDPOINTS: readonly Endpoint[] = ['production', 'sandbox', 'local']

export default async function IntegrationPage({ params }: { params: Promise<{ org: string }> }) {
  const { org, role } = await requireOrgPage((await params).org, 'integration:manage')
  const { integration, isOwned } = await forOrg(org.id, async (tx) => ({
    integration: await getIntegration(tx, org.id),
    isOwned: await hasOwner(tx, org.id),
  }))
  const mayReplace = canReplaceCredentials(role, isOwned)
  const when = (at: Date | null | undefined) => at && formatInstant(at, org.timeZone)
  const active = Boolean(integration?.activatedAt)
  const { proposedAt, proposedUserName, proposedKeyLastFour, proposedByName, proposedEndpoint } = integration ?? {}
  const problems = ENDPOINTS.map((endpoint) => ({ endpoint, problem: endpointProblem(endpoint, env()) }))
  const endpoints = problems.filter(({ problem }) => !problem).map(({ endpoint }) => endpoint)
  // In production nobody has heard of the local one.
  const missing = isLocal() ? problems.flatMap(({ problem }) => problem ?? []).join(' ') : ''
  const present = integration?.userName ? integration.endpoint : isLocal() ? 'local' : 'production'
  return (
    <div className="flex flex-col gap-10">
      <Section title="PaySimple" className="border-t-0! pt-0!">
        <p className="mb-6 max-w-prose text-ink-muted">
          PaySimple charges your customers’ cards and bank accounts and pays you. After these four steps, Make Payment
          works on every proposal and agreement.
        </p>
        <Steps
          orgSlug={org.slug}
          sent={when(integration?.applicationSentAt) ?? null}
          approved={when(integration?.approvedAt) ?? null}
          entered={integration?.userName ? (when(integration.verifiedAt) ?? null) : null}
          active={when(integration?.activatedAt) ?? null}
        />
      </Section>
      <Section title="Credentials" id="credentials">
        {active && integration && (
          <DescriptionList
            className="mb-6 max-w-2xl"
            items={[
              { label: 'User Name (API User ID)', value: integration.userName },
              { label: 'Token (API Key)', value: `Token ends in …${integration.keyLastFour}` },
              { label: 'Payments go to', value: ENDPOINT_LABELS[integration.endpoint] },
              { label: 'Checked with PaySimple', value: when(integration.verifiedAt) },
            ]}
          />
        )}
        {proposedAt && proposedEndpoint && (
          <Proposal
            key={proposedAt.toISOString()}
            orgSlug={org.slug}
            proposedAt={proposedAt.toISOString()}
            mayConfirm={mayReplace}
            words={`${proposedByName} entered User Name ${proposedUserName} with a Token that ends in …${proposedKeyLastFour} (${ENDPOINT_LABELS[proposedEndpoint]}) on ${when(proposedAt)}.`}
          />
        )}
        <Connection
          orgSlug={org.slug}
          active={active}
          mayReplace={mayReplace}
          endpoints={endpoints}
          missing={missing}
          endpoint={endpoints.includes(present) ? present : isLocal() ? 'local' : 'production'}
          hint={
            isLocal() && (
              <Alert tone="info" title="Plumbline is running on your machine" className="max-w-2xl">
                The local sandbox takes the User Name <code className="whitespace-nowrap">APIUser1000</code> and the
                Token <code className="whitespace-nowrap">sandbox-key</code>. It never charges a real card.
              </Alert>
            )
          }
        />
      </Section>
    </div>
  )
}
