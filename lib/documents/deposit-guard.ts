import 'server-only'
import { formatDay } from '@/lib/dates'
import { UserError } from '@/lib/errors'
import type { OrgContext } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import type { StateProfile } from '@/lib/states/profile'
import type { DocumentContent } from './content'
import { depositExcess, type Excess, excessFor } from './deposit-rule'
import type { SendDocumentInput } from './schema'

/** What was overridden, as it is recorded. `which`: the rules that were, of which day. */
type Overridden = { sentence: string; which: string; reason: string }

/**
 * Holds an agreement that is about to be sent against its state's limit on deposits.
 * @param signsOn YYYY-MM-DD in the company's zone: today
 * @returns `excess` where it asks for more, and may not be sent; else what is overridden, or null
 * @throws UserError for an override by somebody who may not, or where nobody may
 */
export function guardDeposit(
  { role }: Pick<OrgContext, 'role'>,
  profile: StateProfile,
  content: DocumentContent,
  { signsOn, override }: { signsOn: string; override: SendDocumentInput['override'] },
): { excess: Excess } | { overridden: Overridden | null } {
  const found = depositExcess(profile, content, signsOn)
  if (!found) return { overridden: null }
  const excess = excessFor(profile, found, can(role, 'deposit:override'))
  if (!override) return { excess }
  const { sentence, advice, mayOverride } = excess
  if (!mayOverride) {
    const who = found.mayOverride
      ? 'Only an owner of your company can send this anyway.'
      : 'Nobody can send this anyway.'
    throw new UserError(`${who} ${sentence} ${advice}`, { schedule: sentence })
  }
  const which = `${profile.name}’s rules as of ${formatDay(profile.asOf)}`
  return { overridden: { sentence, which, reason: override.reason } }
}
