import 'server-only'
import { forSystem } from '@/lib/db'

export type IntegrationStage = 'none' | 'application_sent' | 'approved' | 'credentials_entered' | 'active'

type Steps = {
  applicationSentAt: Date | null
  approvedAt: Date | null
  userName: string | null
  activatedAt: Date | null
}

/** How close an organization is to taking payments: the last step that's done. */
export function integrationStage(steps: Steps | null): IntegrationStage {
  if (steps?.activatedAt) return 'active'
  if (steps?.userName) return 'credentials_entered'
  if (steps?.approvedAt) return 'approved'
  if (steps?.applicationSentAt) return 'application_sent'
  return 'none'
}

/** Returns every organization by name, with its integration's stage and since when (UTC). For staff; no keys. */
export async function listIntegrations() {
  const orgs = await forSystem((tx) =>
    tx.org.findMany({
      select: {
        slug: true,
        name: true,
        createdAt: true,
        integration: {
          select: { applicationSentAt: true, approvedAt: true, userName: true, activatedAt: true, updatedAt: true },
        },
      },
      orderBy: [{ name: 'asc' }, { slug: 'asc' }],
    }),
  )
  return orgs.map(({ slug, name, createdAt, integration }) => ({
    slug,
    name,
    stage: integrationStage(integration),
    changedAt: integration?.updatedAt ?? createdAt,
  }))
}
