import { Section } from '@/components/ui/section'
import { formatInstant } from '@/lib/dates'
import { nextReminderSentence } from '@/lib/payments/words/request-words'
import { nextOf } from '@/lib/requests/decide'
import { type SigningRequest, signingFacts, stateOfRequest } from '@/lib/requests/signing-facts'

type Props = { timeZone: string; at: Date; requests: readonly SigningRequest[] }

/** Whom the company asked by email to sign what still waits for signatures: since when, and the next reminder of each. */
export function SignatureRequests({ timeZone, at, requests }: Props) {
  if (requests.length === 0) return null
  return (
    <Section id="signature-requests" title="Signature requests">
      <ul className="max-w-3xl divide-y divide-hairline border-t">
        {requests.map((request) => {
          const { id, label, person, askedAt } = request
          return (
            <li key={id} className="py-4">
              <p className="wrap-anywhere font-medium">
                {label}: {person.name}
              </p>
              <p className="wrap-anywhere text-sm">
                {nextReminderSentence(nextOf(signingFacts(request, at), at), timeZone)}
              </p>
              <p className="wrap-anywhere text-sm text-ink-muted">
                {person.email}, {cameToTurn(request, at) ? 'their turn since' : 'asked'}{' '}
                {formatInstant(askedAt, timeZone)}
              </p>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

/** Whether others signed first, so that it's their turn since then. */
function cameToTurn(request: SigningRequest, at: Date): boolean {
  const { id, version } = request
  const turn = version.signers.find((each) => each.id === id)?.turn ?? 0
  return stateOfRequest(request, at) !== 'waits' && version.signers.some((each) => each.turn < turn)
}
