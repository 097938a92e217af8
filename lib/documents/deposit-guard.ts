import 'server-only'
import { formatDay } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { OrgContext } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import type { StateProfile } from '@/lib/states/profile'
import { type AskedDeposit, askedOf, depositExcess, type Excess, excessFor } from './deposit-rule'
import { getJobProfile } from './job-profile'
import { type LockedDocument, readContent } from './lock-document'
import type { SendDocumentInput } from './schema'
import type { Snapshot } from './snapshot'

/** What was overridden, as it is recorded. `which`: the rules that were, of which day. */
type Overridden = { sentence: string; which: string; reason: string }

/**
 * Holds an agreement or a change order that is about to be sent against its state's limit on deposits.
 * @param signsOn YYYY-MM-DD in the company's zone: today
 * @returns `excess` where it asks for more, and may not be sent; else what is overridden, or null
 * @throws UserError for an override by somebody who may not, or where nobody may
 */
export function guardDeposit(
  { role }: Pick<OrgContext, 'role'>,
  profile: StateProfile,
  asked: AskedDeposit | null,
  { signsOn, override }: { signsOn: string; override: SendDocumentInput['override'] },
): { excess: Excess } | { overridden: Overridden | null } {
  const found = depositExcess(profile, asked, signsOn)
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

/**
 * Holds a sent agreement against the limit once more when it is signed: by then a payment's day may be no later than that of
 * the signature.
 * @param signsOn as for `guardDeposit`
 * @throws UserError where it asks for more, unless an owner has let that pass when it was sent
 */
export async function requireDeposit(
  tx: Tx,
  { orgId, id: documentId, jobId }: LockedDocument,
  version: { number: number; snapshot: string },
  signsOn: string,
): Promise<void> {
  const profile = await getJobProfile(tx, orgId, jobId, signsOn)
  const { content }: Snapshot = JSON.parse(version.snapshot)
  const found = profile && depositExcess(profile, askedOf(readContent(content)), signsOn)
  if (!profile || !found) return
  const overridden = await tx.documentEvent.findFirst({
    where: { orgId, documentId, act: 'sent', versionNumber: version.number, detail: { not: null } },
    select: { id: true },
  })
  if (overridden) return
  throw new UserError(
    `${found.sentence} Nothing was signed. Lower the payments that are due by now, or choose later days, and send it again.`,
  )
}
