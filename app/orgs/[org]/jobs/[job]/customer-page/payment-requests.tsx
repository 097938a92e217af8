import { randomUUID } from 'node:crypto'
import { Section } from '@/components/ui/section'
import { dayOf, formatInstant } from '@/lib/dates'
import { dueNow } from '@/lib/documents/due-now'
import { hasParts } from '@/lib/documents/job-schedule'
import type { JobView } from '@/lib/documents/job-view'
import { formatCents } from '@/lib/money'
import type { Balance } from '@/lib/payments/rules/balance'
import { askedWords, nextReminderSentence, requestStateWords } from '@/lib/payments/words/request-words'
import { nextOf } from '@/lib/requests/decide'
import { isOver } from '@/lib/requests/plan'
import { factsOf, type OpenRequest } from '@/lib/requests/read-requests'
import { standingOf } from '@/lib/requests/standing'
import { CancelRequest, RequestPayment } from './request-buttons'
import type { AskChoice } from './request-dialogs'

type Props = {
  orgSlug: string
  timeZone: string
  at: Date
  jobId: string
  person: { name: string; email: string | null }
  requests: readonly OpenRequest[]
  /** How the signed schedule stands; null without one. */
  view: JobView | null
  balance: Balance
  /** Whether this person may ask and cancel. */
  writes: boolean
  /** Whether anything may be asked for now. */
  asks: boolean
}

/** What the customer was asked to pay: each request with its next reminder, and what asks for another one. */
export function PaymentRequests({ orgSlug, timeZone, at, jobId, person, requests, view, balance, ...may }: Props) {
  const job = { parts: view?.view.parts ?? null, balance }
  const offered = may.writes && may.asks && balance.owedCents > 0
  if (!offered && requests.length === 0) return null
  return (
    <Section
      id="requests"
      title="Payment requests"
      actions={
        offered && (
          <RequestPayment
            {...{ orgSlug, jobId, person, choices: choicesOf(view, balance), owedCents: balance.owedCents }}
            today={dayOf(at, timeZone)}
            requestId={randomUUID()}
          />
        )
      }
    >
      {requests.length === 0 ? (
        <p className="max-w-prose text-ink-muted">
          Nothing is asked for. The customer gets an email with a link, and a reminder while it’s still open.
        </p>
      ) : (
        <ul className="max-w-3xl divide-y divide-hairline border-t">
          {requests.map((request) => {
            const { id, partLabel, dueOn, amountCents, people, askedAt, askedByName } = request
            const { state, openCents } = standingOf(request, { ...job, payments: request.payments })
            const next = nextOf(factsOf(request, state), at)
            const what = [partLabel, askedWords({ cents: amountCents, dueOn })].filter(Boolean).join(': ')
            return (
              <li key={id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 py-4">
                <div className="min-w-0 flex-1 basis-64">
                  <p className="wrap-anywhere font-medium">{what}</p>
                  <p className="wrap-anywhere text-sm">
                    {requestStateWords({ state, openCents, amountCents, isLate: isOver(dueOn, at, timeZone) })}
                  </p>
                  <p className="wrap-anywhere text-sm">{nextReminderSentence(next, timeZone)}</p>
                  <p className="wrap-anywhere text-sm text-ink-muted">
                    {`Asked of ${people.map(({ name, email }) => `${name} (${email})`).join(', ')} by ${askedByName}, ${formatInstant(askedAt, timeZone)}`}
                  </p>
                </div>
                {may.writes && (
                  <div className="-ml-3 sm:ml-0">
                    <CancelRequest
                      {...{
                        orgSlug,
                        requestId: id,
                        what: [partLabel, formatCents(amountCents)].filter(Boolean).join(', '),
                      }}
                    />
                  </div>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </Section>
  )
}

/** What can be asked for: all that is due now where that is several parts, then each open part for which no money is undecided. */
function choicesOf(view: JobView | null, { owedCents }: Balance): AskChoice[] {
  if (!view || !hasParts(view.schedule)) return []
  const due = dueNow(view.view, view.progress)
  const parts = view.view.parts
    .filter(({ openCents, payingCents }) => openCents > 0 && openCents <= owedCents && payingCents === 0)
    .map(({ id, label, openCents }) => ({ id: `part ${id}`, partId: id, label, cents: openCents }))
  const all = { id: 'due', partId: '', label: 'All that is due now', cents: Math.min(due.cents, owedCents) }
  return [...(due.labels.length > 1 && all.cents > 0 ? [all] : []), ...parts]
}
