import 'server-only'
import type { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import { forOrg, forUser, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { tellPerson } from '@/lib/security/alarms'
import { recordSecurity } from '@/lib/security/record-event'
import { hasSecondStep } from '@/lib/sessions/second-step-of'
import { requireStepUp } from '@/lib/sessions/step-up'
import type { refundAmountSchema, resetSchema, ruleSchema } from './rule-schema'

// What an owner asks of the members, and does for one whose phone is gone.

export type MemberStep = { userId: string; name: string; email: string; hasOne: boolean }

/** An organization's members by name, and whether each has a second step. */
export const listMemberSteps = (tx: Tx): Promise<MemberStep[]> =>
  tx.$queryRaw<MemberStep[]>`select s.user_id as "userId", u.name, u.email, s.has_one as "hasOne"
    from second_steps_of_org() s join app_user u on u.id = s.user_id order by u.name, u.email`

/**
 * Requires a second step of every member, or leaves it to each. Sessions go on: who has none is led to set it up with the
 * next page that they open.
 * @throws SecondStepNeeded or PasswordNeeded; UserError for an owner who has none, who would be kept out as well
 */
export async function setSecondStepRule(
  context: OrgContext,
  { isRequired }: z.output<typeof ruleSchema>,
): Promise<void> {
  const { org, user } = context
  if (isRequired && !(await forUser(user.id, (tx) => hasSecondStep(tx, user.id))))
    throw new UserError(
      'Set up two-step sign-in for yourself first, under Account. Then you can require it of everybody.',
    )
  await requireStepUp(context)
  await forOrg(org.id, async (tx) => {
    const { count } = await tx.org.updateMany({
      where: { id: org.id, requiresSecondStep: !isRequired },
      data: { requiresSecondStep: isRequired },
    })
    if (count > 0)
      await recordAudit(tx, context, { action: isRequired ? 'second_step_required' : 'second_step_optional' })
  })
}

/** Sets above how many cents a refund asks for the second step again. @throws SecondStepNeeded or PasswordNeeded */
export async function setRefundAmount(
  context: OrgContext,
  { amount: stepUpRefundCents }: z.output<typeof refundAmountSchema>,
): Promise<void> {
  const { org } = context
  if (stepUpRefundCents === org.stepUpRefundCents) return
  await requireStepUp(context)
  await forOrg(org.id, async (tx) => {
    const { count } = await tx.org.updateMany({
      where: { id: org.id, stepUpRefundCents: { not: stepUpRefundCents } },
      data: { stepUpRefundCents },
    })
    const detail = `From ${formatCents(org.stepUpRefundCents)} to ${formatCents(stepUpRefundCents)}`
    if (count > 0) await recordAudit(tx, context, { action: 'refund_step_changed', detail })
  })
}

const NOT_YOURS =
  'You can’t reset this person’s second step: they’re in another company, too, or no longer in yours. Whoever runs this installation can.'

/**
 * Takes a member's second step away, whose phone and recovery codes are gone, and ends their sessions. They sign in with
 * the password, and set up another one.
 * @throws SecondStepNeeded or PasswordNeeded; UserError where they belong to a company that isn't the owner's
 */
export async function resetMember(context: OrgContext, { userId }: z.output<typeof resetSchema>): Promise<void> {
  const { org, user, session, source } = context
  if (userId === user.id) throw new UserError('Your own you change under Account. Nobody resets their own here.')
  await requireStepUp(context)
  const members = await forOrg(org.id, listMemberSteps)
  const member = members.find((each) => each.userId === userId)
  if (!member || !session) throw new UserError(NOT_YOURS)
  await forUser(
    user.id,
    (tx) => tx.$queryRaw`select public.reset_second_step(${userId}::uuid, ${session.id}::uuid)`,
  ).catch((error: unknown) => {
    if (String(error).includes('Only an owner of all')) throw new UserError(NOT_YOURS)
    throw error
  })
  await forOrg(org.id, (tx) => recordAudit(tx, context, { action: 'second_step_reset', subject: member.name }))
  const detail = `By ${user.name}`
  await recordSecurity({ event: 'second_step_reset', userId, orgId: org.id, detail }, source)
  await tellPerson(userId, 'second_step', `${user.name} of ${org.name} reset the second step of your sign-in.`)
}
