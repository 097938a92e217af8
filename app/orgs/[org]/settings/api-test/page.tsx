import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/section'
import { forOrg } from '@/lib/db'
import { env } from '@/lib/env'
import { endpointProblem } from '@/lib/integration/endpoint-problem'
import { baseUrlOf, getIntegration } from '@/lib/integration/integration'
import { requireOrgPage } from '@/lib/orgs/context'
import { ApiTest } from './api-test'

export const metadata: Metadata = { title: 'API test' }

export default async function ApiTestPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await requireOrgPage((await params).org, 'api:test')
  const integration = await forOrg(org.id, (tx) => getIntegration(tx, org.id))
  const problem = integration?.activatedAt && endpointProblem(integration.endpoint, env())
  return (
    <>
      <h2 className="sr-only">API test</h2>
      <p className="mb-6 max-w-prose text-ink-muted">
        Sends one call to PaySimple with your company’s credentials and shows the answer. Anything but a GET asks for
        your password first. The audit log keeps the method, address, amount, account and status, but never the request
        body.
      </p>
      {problem ? (
        <EmptyState title="No calls can be sent from here">{problem}</EmptyState>
      ) : integration?.activatedAt ? (
        <ApiTest
          orgSlug={org.slug}
          baseUrl={baseUrlOf(integration.endpoint)}
          real={integration.endpoint === 'production'}
        />
      ) : (
        <EmptyState
          title="PaySimple isn’t connected yet"
          action={
            <ButtonLink href={`/orgs/${org.slug}/settings/integration`} variant="primary">
              Go to Integration
            </ButtonLink>
          }
        >
          Calls use your company’s credentials. Enter them first.
        </EmptyState>
      )}
    </>
  )
}
