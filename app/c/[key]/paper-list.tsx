import { ButtonLink } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import type { Paper, PaperState } from '@/lib/customer-page/papers'
import type { CustomerPage } from '@/lib/customer-page/read-page'
import { dayOf, formatDay } from '@/lib/dates'
import type { Words } from '@/lib/language/say'

const STATES = {
  to_answer: 'Waiting for your answer',
  to_sign: 'Waiting to be signed',
  expired: 'No longer valid',
  accepted: 'Accepted',
  declined: 'Declined',
  signed: 'Signed',
  completed: 'Completed',
  canceled: 'Canceled',
  replaced: 'Replaced by the agreement',
} as const satisfies Record<PaperState, string>

type PapersProps = {
  papers: readonly Paper[]
  yours: CustomerPage['yours']
  base: string
  timeZone: string
  words: Words
}

/** What the button of a paper does, before its name. */
function verbOf({ id, state }: Paper, yours: CustomerPage['yours']) {
  if (state === 'to_answer') return 'Read and answer'
  return yours[id] === 'to sign' ? 'Read and sign' : 'Read'
}

/** How it stands, for this reader. */
function stateOf({ id, state }: Paper, yours: CustomerPage['yours']) {
  if (yours[id] === 'signed') return 'You have signed, others still sign'
  return yours[id] === 'to sign' ? 'Waiting for your signature' : STATES[state]
}

export function Papers({ papers, yours, base, timeZone, words }: PapersProps) {
  const { say, known, day } = words
  return (
    <section aria-labelledby="papers" className="flex flex-col gap-3">
      <h2 id="papers" className="text-lg font-semibold tracking-tight">
        {say('Papers')}
      </h2>
      {papers.length === 0 && (
        <p className="text-ink-muted">{say('Nothing was sent yet. What your contractor sends you appears here.')}</p>
      )}
      <ul className="flex flex-col">
        {papers.map((paper) => (
          <li key={paper.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t py-3">
            <div className="min-w-0">
              <p className="font-medium">
                {known(paper.label)} {paper.ordinal === 0 && <span className="tabular-nums">{paper.number}</span>}
              </p>
              <p className="text-sm text-ink-muted">
                {say(stateOf(paper, yours))}
                {paper.state === 'to_answer' &&
                  paper.expiresOn &&
                  say(', good until {day}', { day: formatDay(paper.expiresOn) })}
                {paper.stage !== 'sent' && `, ${day(formatDay(dayOf(paper.stageAt, timeZone)))}`}
                {paper.totalCents !== null && (
                  <>
                    {' · '}
                    <Money cents={paper.totalCents} />
                  </>
                )}
              </p>
            </div>
            {paper.versionNumber === null ? (
              <p className="text-sm text-ink-muted">{say('Ask for a copy')}</p>
            ) : (
              <ButtonLink
                href={`${base}/${paper.segment}`}
                variant={verbOf(paper, yours) === 'Read' ? 'secondary' : 'primary'}
                aria-label={`${say(verbOf(paper, yours))}: ${known(paper.label)}`}
              >
                {say(verbOf(paper, yours))}
              </ButtonLink>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
