import 'server-only'
import { recordFailure } from '@/lib/api-log/record-failure'
import { recordAudit } from '@/lib/audit/record'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { countCall } from '@/lib/metrics/registry'
import type { OrgContext } from '@/lib/orgs/context'
import { createPaySimple, type PaySimple } from '@/lib/paysimple/client'
import { open } from '@/lib/vault'
import type { Endpoint } from '@/prisma/generated/enums'
import { endpointProblem } from './endpoint-problem'

const PUBLIC = {
  endpoint: true,
  applicationSentAt: true,
  approvedAt: true,
  userName: true,
  keyLastFour: true,
  verifiedAt: true,
  activatedAt: true,
  proposedEndpoint: true,
  proposedUserName: true,
  proposedKeyLastFour: true,
  proposedByName: true,
  proposedAt: true,
} as const

/** Returns the PaySimple integration without the key, sealed or not. Null before anything was done. */
export const getIntegration = (tx: Tx, orgId: string) => tx.integration.findUnique({ where: { orgId }, select: PUBLIC })

/** Returns one of the only three addresses that are ever called. @throws UserError for one that isn't for here */
export function baseUrlOf(endpoint: Endpoint): string {
  const problem = endpointProblem(endpoint, env())
  if (problem) throw new UserError(problem, { endpoint: problem })
  if (endpoint === 'production') return 'https://api.paysimple.com'
  if (endpoint === 'sandbox') return 'https://sandbox-api.paysimple.com'
  return env().SANDBOX_URL
}

export type Login = { endpoint: Endpoint; userName: string; apiKey: string }

/** Makes every client, so that each failed call gets an entry in the organization's API log. */
export const connect = (orgId: string, { endpoint, userName, apiKey }: Login) =>
  createPaySimple({
    baseUrl: baseUrlOf(endpoint),
    userName,
    apiKey,
    deadlineMs: env().PAYSIMPLE_TIMEOUT_SECONDS * 1_000,
    onFailure: (call) => recordFailure(orgId, endpoint, call),
    onEnd: countCall,
  })

/** Names one set of credentials: PaySimple's ids hold for one API user of one endpoint. */
export const merchantKeyOf = (endpoint: Endpoint, userName: string) => `${endpoint}:${userName}`

export type PaySimpleConnection = { paysimple: PaySimple; merchantKey: string }

/** Returns the organization's PaySimple client, made for this one use. Null unless the integration is active. */
export async function connectPaySimple(tx: Tx, orgId: string): Promise<PaySimpleConnection | null> {
  const row = await tx.integration.findUnique({ where: { orgId } })
  if (!row?.activatedAt || !row.userName || !row.keySealed) return null
  const { endpoint, userName } = row
  const paysimple = connect(orgId, { endpoint, userName, apiKey: open(orgId, row.keySealed) })
  return { paysimple, merchantKey: merchantKeyOf(endpoint, userName) }
}

/**
 * Returns the connection if the payment was taken with it, because other credentials can't see that payment.
 * @param next what the user can do instead, as one or two sentences
 * @throws UserError when the credentials are different, or there are none
 */
export function requireSameCredentials(
  connection: PaySimpleConnection | null,
  { merchantKey }: { merchantKey: string },
  next: string,
): PaySimpleConnection {
  if (!connection)
    throw new UserError(
      'PaySimple isn’t connected. An owner or admin can enter the credentials under Settings, Integration.',
    )
  if (connection.merchantKey !== merchantKey)
    throw new UserError(
      `This payment was taken with different PaySimple credentials than the ones your company uses now. ${next}`,
    )
  return connection
}

/** Records that the application was sent to PaySimple, or that PaySimple approved it, now. */
export async function markStep(context: OrgContext, step: 'applicationSentAt' | 'approvedAt'): Promise<void> {
  const orgId = context.org.id
  const at = now()
  const values = step === 'approvedAt' ? { approvedAt: at } : { applicationSentAt: at }
  await forOrg(orgId, async (tx) => {
    const before = await tx.integration.findUnique({ where: { orgId }, select: { applicationSentAt: true } })
    // An approval means that the application was sent.
    const sent = { applicationSentAt: before?.applicationSentAt ?? at }
    await tx.integration.upsert({
      where: { orgId },
      create: { orgId, ...sent, ...values },
      update: { ...sent, ...values },
    })
    await recordAudit(tx, context, { action: step === 'approvedAt' ? 'approved' : 'application_sent' })
  })
}
