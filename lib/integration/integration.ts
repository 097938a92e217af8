import 'server-only'
import { recordFailure } from '@/lib/api-log/record-failure'
import { recordAudit } from '@/lib/audit/record'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { env, isLocal } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { lockIntegration } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import { createPaySimple, type PaySimple } from '@/lib/paysimple/client'
import { PaySimpleError } from '@/lib/paysimple/errors'
import { queueSync } from '@/lib/queue/jobs'
import { open, seal } from '@/lib/vault'
import type { Endpoint } from '@/prisma/generated/enums'
import { ENDPOINT_LABELS } from './endpoints'
import type { CredentialsInput } from './schema'

const PUBLIC = {
  endpoint: true,
  applicationSentAt: true,
  approvedAt: true,
  userName: true,
  keyLastFour: true,
  verifiedAt: true,
  activatedAt: true,
} as const

/** Returns the PaySimple integration without the key, sealed or not. Null before anything was done. */
export const getIntegration = (tx: Tx, orgId: string) => tx.integration.findUnique({ where: { orgId }, select: PUBLIC })

/** Returns one of the only three addresses that are ever called. @throws UserError for `local` in production */
export function baseUrlOf(endpoint: Endpoint): string {
  if (endpoint === 'production') return 'https://api.paysimple.com'
  if (endpoint === 'sandbox') return 'https://sandbox-api.paysimple.com'
  if (!isLocal())
    throw new UserError('The local sandbox isn’t available here. Choose PaySimple.', { endpoint: 'Choose PaySimple.' })
  return env().SANDBOX_URL
}

type Login = { endpoint: Endpoint; userName: string; apiKey: string }

/** Makes every client, so that each failed call gets an entry in the organization's API log. */
const connect = (orgId: string, { endpoint, userName, apiKey }: Login) =>
  createPaySimple({
    baseUrl: baseUrlOf(endpoint),
    userName,
    apiKey,
    deadlineMs: env().PAYSIMPLE_TIMEOUT_SECONDS * 1_000,
    onFailure: (call) => recordFailure(orgId, endpoint, call),
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

/** Throws while payments, voids or refunds have an outcome that only these credentials can find out. */
async function refuseWhileChecking(tx: Tx, orgId: string, merchantKey: string, doing: string) {
  const where = { orgId, merchantKey, status: { in: ['submitting' as const, 'unknown' as const] } }
  // Reversals first: one that completes in between may start a payment, which is then counted.
  const reversals = await tx.reversal.count({ where })
  const checking = reversals + (await tx.payment.count({ where }))
  if (checking > 0)
    throw new UserError(
      `Plumbline is still checking ${checking === 1 ? 'a payment' : `${checking} payments`} with the current credentials. ${doing} once that’s done, usually within minutes.`,
    )
}

/**
 * Checks credentials with PaySimple and, when it accepts them, seals and stores them and makes the integration active.
 * Marks earlier steps (application, approval) as done, because PaySimple issues credentials only after them.
 * @throws UserError that says what PaySimple didn't accept, or that it couldn't be reached; nothing is stored then
 */
export async function saveCredentials(context: OrgContext, credentials: CredentialsInput): Promise<void> {
  const orgId = context.org.id
  const { endpoint, userName, apiKey } = credentials
  await verifyCredentials(orgId, { endpoint, userName, apiKey })
  const at = now()
  await forOrg(orgId, async (tx) => {
    await lockIntegration(tx, orgId)
    const before = await tx.integration.findUnique({ where: { orgId } })
    const keyBefore = before?.userName && merchantKeyOf(before.endpoint, before.userName)
    if (keyBefore && keyBefore !== merchantKeyOf(endpoint, userName))
      await refuseWhileChecking(tx, orgId, keyBefore, 'Change the credentials')
    const values = {
      endpoint,
      userName,
      keySealed: seal(orgId, apiKey),
      keyLastFour: apiKey.slice(-4),
      verifiedAt: at,
      activatedAt: before?.activatedAt ?? at,
      applicationSentAt: before?.applicationSentAt ?? at,
      approvedAt: before?.approvedAt ?? at,
    }
    await tx.integration.upsert({ where: { orgId }, create: { orgId, ...values }, update: values })
    await queueSync(tx, orgId, { inMs: 0 })
    await recordAudit(tx, context, {
      action: before?.keySealed ? 'credentials_replaced' : 'credentials_saved',
      subject: userName,
      detail: `Token ends in …${values.keyLastFour}. ${ENDPOINT_LABELS[endpoint]}.`,
    })
  })
}

async function verifyCredentials(orgId: string, login: Login): Promise<void> {
  const paysimple = connect(orgId, login)
  try {
    await paysimple.customers.count()
  } catch (error) {
    if (!(error instanceof PaySimpleError)) throw error
    if (error.kind === 'unauthorized')
      throw new UserError(
        'PaySimple didn’t accept this User Name and Token. Nothing was saved. Compare both with PaySimple’s email: upper and lower case matter, and both have to match “Where payments go”.',
        { apiKey: 'Doesn’t match this User Name.' },
      )
    if (error.kind === 'forbidden')
      throw new UserError(
        'PaySimple doesn’t let these credentials read customers. Nothing was saved. Ask PaySimple to enable API access for this user.',
      )
    throw new UserError('Can’t reach PaySimple to check the credentials. Nothing was saved. Try again in a minute.')
  }
}

/** Removes the credentials. Payments stay; new ones can't be taken. @throws UserError while any is unconfirmed */
export async function disconnect(context: OrgContext): Promise<void> {
  const orgId = context.org.id
  await forOrg(orgId, async (tx) => {
    await lockIntegration(tx, orgId)
    const row = await tx.integration.findUnique({ where: { orgId } })
    if (!row?.userName) return
    await refuseWhileChecking(tx, orgId, merchantKeyOf(row.endpoint, row.userName), 'Disconnect')
    await tx.integration.update({
      where: { orgId },
      data: { userName: null, keySealed: null, keyLastFour: null, verifiedAt: null, activatedAt: null },
    })
    await recordAudit(tx, context, { action: 'disconnected', subject: row.userName })
  })
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
