import 'server-only'
import type { OrgContext } from '@/lib/orgs/context'
import { requirePassword, requireStepUp } from '@/lib/sessions/step-up'

/**
 * What refunding so many cents asks for again: the password, and above the amount that an owner has set (Settings,
 * Security) the second step of whoever has one.
 * @throws PasswordNeeded; SecondStepNeeded
 */
export const requireForAmount = (context: OrgContext, cents: number): Promise<void> =>
  cents > context.org.stepUpRefundCents ? requireStepUp(context) : requirePassword(context)
