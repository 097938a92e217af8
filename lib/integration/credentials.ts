import 'server-only'
import { type AuditEntry, recordAudit } from '@/lib/audit/record'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { admit } from '@/lib/limits/admit'
import { lockIntegration } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import { hasOwner } from '@/lib/orgs/members'
import { canReplaceCredentials } from '@/lib/orgs/roles'
import { PaySimpleError } from '@/lib/paysimple/errors'
import { queueSync } from '@/lib/queue/jobs'
import { requireStepUp } from '@/lib/sessions/step-up'
import { open, seal } from '@/lib/vault'
import type { Prisma } from '@/prisma/generated/client'
import { compareMerchant } from './compare-merchant'
import { ENDPOINT_LABELS } from './endpoints'
import { connect, type Login, merchantKeyOf } from './integration'
import type { ConfirmProposal, CredentialsInput } from './schema'
import { tellOwners } from './tell-owners'
import { type Change, type Merchant, ONLY_AN_OWNER, otherMerchantQuestion } from './words'

// Where a company's payments go is changed here, and nowhere else. Whoever changes it gives the password again, an owner
// confirms what replaces credentials in use, and every owner is told by email.

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
 * Marks earlier steps (application, approval) as done, because PaySimple issues credentials only after them. Where there
 * are credentials in use and this person may not replace them, keeps the new ones until an owner confirms them.
 * @returns whether they are in use now, or wait for an owner
 * @throws UserError that says what PaySimple didn't accept, or that it couldn't be reached, and nothing is stored then; with
 *   the question in `sure` where they are of another merchant account. PasswordNeeded unless the password, and the second step of whoever has one, was given within
 *   the last minutes
 */
export async function saveCredentials(
  context: OrgContext,
  { sure = null, ...login }: CredentialsInput,
): Promise<'active' | 'proposed'> {
  const orgId = context.org.id
  await requireStepUp(context)
  await admit(context, 'credentials', {}, { nothing: 'These weren’t sent to PaySimple.' })
  const merchant = await checkCredentials(orgId, login, sure)
  return forOrg(orgId, async (tx) => {
    await lockIntegration(tx, orgId)
    const before = await tx.integration.findUnique({ where: { orgId }, select: { keySealed: true } })
    if (!before?.keySealed || (await mayReplace(tx, context))) {
      await activate(tx, context, login, merchant)
      return 'active'
    }
    const proposedKeyLastFour = login.apiKey.slice(-4)
    const proposed = { proposedEndpoint: login.endpoint, proposedUserName: login.userName, proposedKeyLastFour }
    await tx.integration.update({
      where: { orgId },
      data: {
        ...proposed,
        proposedKeySealed: seal(orgId, login.apiKey),
        ...{ proposedByName: context.user.name, proposedAt: now() },
      },
    })
    await recordAudit(tx, context, { action: 'credentials_proposed', ...entryOf(login, merchant) })
    await tellOwners(tx, context, 'proposed', { ...login, merchant })
    return 'proposed'
  })
}

const mayReplace = async (tx: Tx, { org, role }: OrgContext): Promise<boolean> =>
  canReplaceCredentials(role, await hasOwner(tx, org.id))

/** Puts credentials that PaySimple accepted into use. The caller has locked the row. */
async function activate(tx: Tx, context: OrgContext, { endpoint, userName, apiKey }: Login, merchant: Merchant) {
  const orgId = context.org.id
  const at = now()
  const before = await tx.integration.findUnique({ where: { orgId } })
  const keyBefore = before?.userName && merchantKeyOf(before.endpoint, before.userName)
  if (keyBefore && keyBefore !== merchantKeyOf(endpoint, userName))
    await refuseWhileChecking(tx, orgId, keyBefore, 'Change the credentials')
  const change: Change = before?.keySealed ? 'replaced' : 'entered'
  const values = {
    endpoint,
    userName,
    keySealed: seal(orgId, apiKey),
    keyLastFour: apiKey.slice(-4),
    verifiedAt: at,
    activatedAt: before?.activatedAt ?? at,
    applicationSentAt: before?.applicationSentAt ?? at,
    approvedAt: before?.approvedAt ?? at,
    ...NO_PROPOSAL,
    ...changed(context, change),
  }
  await tx.integration.upsert({ where: { orgId }, create: { orgId, ...values }, update: values })
  await queueSync(tx, orgId, { inMs: 0 })
  const action = change === 'replaced' ? 'credentials_replaced' : 'credentials_saved'
  await recordAudit(tx, context, { action, ...entryOf({ endpoint, userName, apiKey }, merchant) })
  await tellOwners(tx, context, change, { endpoint, userName, merchant })
}

const NO_PROPOSAL = {
  ...{ proposedEndpoint: null, proposedUserName: null, proposedKeySealed: null, proposedKeyLastFour: null },
  ...{ proposedByName: null, proposedAt: null },
} satisfies Prisma.IntegrationUncheckedUpdateInput

const changed = ({ user }: OrgContext, change: Change) => ({ changedAt: now(), changedByName: user.name, change })

const entryOf = ({ endpoint, userName, apiKey }: Login, merchant: Merchant): Omit<AuditEntry, 'action'> => ({
  subject: userName,
  detail: `Token ends in …${apiKey.slice(-4)}. ${ENDPOINT_LABELS[endpoint]}.${merchant === 'other' ? ' Another merchant account than before.' : ''}`,
})

/** @returns whose merchant account they are @throws UserError as saveCredentials does */
async function checkCredentials(orgId: string, login: Login, sure: string | null): Promise<Merchant> {
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
  const merchant = await compareMerchant(orgId, login.endpoint, paysimple)
  const question = otherMerchantQuestion(login.userName)
  if (merchant === 'other' && sure !== question) throw new UserError(question, { sure: question })
  return merchant
}

const GONE =
  'These credentials were confirmed, changed or discarded in the meantime. Reload the page to see what stands.'

/**
 * An owner puts proposed credentials into use, after PaySimple accepted them once more.
 * @throws UserError when others were proposed since, this person may not, or as saveCredentials does
 */
export async function confirmProposal(context: OrgContext, { proposedAt, sure }: ConfirmProposal): Promise<void> {
  const orgId = context.org.id
  await requireStepUp(context)
  const read = async (tx: Tx) => {
    const row = await tx.integration.findUnique({ where: { orgId } })
    if (!(await mayReplace(tx, context))) throw new UserError(ONLY_AN_OWNER)
    const { proposedEndpoint: endpoint, proposedUserName: userName, proposedKeySealed: sealed } = row ?? {}
    if (!endpoint || !userName || !sealed || row?.proposedAt?.toISOString() !== proposedAt) throw new UserError(GONE)
    return { endpoint, userName, apiKey: open(orgId, sealed) }
  }
  const login = await forOrg(orgId, read)
  await admit(context, 'credentials', {}, { nothing: 'These weren’t sent to PaySimple.' })
  const merchant = await checkCredentials(orgId, login, sure)
  await forOrg(orgId, async (tx) => {
    await lockIntegration(tx, orgId)
    await activate(tx, context, await read(tx), merchant)
  })
}

/** Discards proposed credentials, if there are any. */
export async function discardProposal(context: OrgContext): Promise<void> {
  const orgId = context.org.id
  await forOrg(orgId, async (tx) => {
    await lockIntegration(tx, orgId)
    const row = await tx.integration.findUnique({ where: { orgId }, select: { proposedUserName: true } })
    if (!row?.proposedUserName) return
    await tx.integration.update({ where: { orgId }, data: NO_PROPOSAL })
    await recordAudit(tx, context, { action: 'credentials_discarded', subject: row.proposedUserName })
  })
}

/**
 * Removes the credentials. Payments stay; new ones can't be taken.
 * @throws UserError while any is unconfirmed, or when this person may not; PasswordNeeded unless the password was given
 *   within the last minutes
 */
export async function disconnect(context: OrgContext): Promise<void> {
  const orgId = context.org.id
  await requireStepUp(context)
  await forOrg(orgId, async (tx) => {
    await lockIntegration(tx, orgId)
    const row = await tx.integration.findUnique({ where: { orgId } })
    if (!row?.userName) return
    if (!(await mayReplace(tx, context))) throw new UserError(ONLY_AN_OWNER)
    await refuseWhileChecking(tx, orgId, merchantKeyOf(row.endpoint, row.userName), 'Disconnect')
    const none = { userName: null, keySealed: null, keyLastFour: null, verifiedAt: null, activatedAt: null }
    await tx.integration.update({ where: { orgId }, data: { ...none, ...NO_PROPOSAL, ...changed(context, 'removed') } })
    await recordAudit(tx, context, { action: 'disconnected', subject: row.userName })
    await tellOwners(tx, context, 'removed', { endpoint: row.endpoint, userName: row.userName, merchant: null })
  })
}
