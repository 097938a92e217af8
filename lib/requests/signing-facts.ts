import { dayOf } from '@/lib/dates'
import type { DoneStep, Facts, Person } from './decide'
import type { Policy } from './policy'
import { type AskedVersion, signingRequestState } from './signing-state'

// What the reminders of a request to sign depend on. Pure.

/** A request to sign: of one signer with an email address, of the version that was sent last. */
export type SigningRequest = {
  /** The signer's. */
  id: string
  jobId: string
  documentId: string
  /** "Agreement", "Change order 2" */
  label: string
  /** Since when it's their turn. */
  askedAt: Date
  /** Whoever gave them their link. */
  askedByName: string
  isArchived: boolean
  done: DoneStep[]
  person: Person
  policy: Policy
  version: AskedVersion
}

/** How it stands at an instant. */
export const stateOfRequest = ({ version, id }: SigningRequest, at: Date) => signingRequestState(version, id, at)

/** What its reminders depend on at an instant. Its steps count from the day on which it became their turn. */
export function signingFacts(request: SigningRequest, at: Date): Facts {
  const { policy, askedAt, person, version, isArchived, done } = request
  const { timeZone } = version
  return {
    ...{ timeZone, askedAt, isArchived, done, people: [person], dueOn: dayOf(askedAt, timeZone) },
    policy: { ...policy, steps: policy.signSteps },
    state: stateOfRequest(request, at),
  }
}
