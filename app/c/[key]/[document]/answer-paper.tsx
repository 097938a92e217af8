'use client'

import { useState } from 'react'
import { AskDialog } from '@/components/ask-dialog'
import { ChoiceFields, ChosenTotal, useChoices } from '@/components/documents/choice-fields'
import { Problem } from '@/components/problem'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import { useWords } from '@/components/words'
import type { ReadVersion } from '@/lib/customer-page/schema'
import type { KIND_WORDS } from '@/lib/documents/kind-words'
import { hasChoices } from '@/lib/documents/offers'
import type { ShownContent } from '@/lib/documents/snapshot'
import { formatCents } from '@/lib/money'
import type { DocumentKind } from '@/prisma/generated/enums'
import { acceptProposalAction, askAboutAction, declineProposalAction } from '../actions'

type Answer = { linkId: string; read: ReadVersion }

type Props = Answer & {
  what: (typeof KIND_WORDS)[DocumentKind]
  ordinal: number
  /** A proposal that can be accepted now; null for what can’t. */
  offer: ShownContent | null
}

/** What the customer does with a paper: accept it with their choices, decline it with a reason, ask about it. */
export function AnswerPaper({ linkId, read, what, ordinal, offer }: Props) {
  const { say } = useWords()
  const [questionId, setQuestionId] = useState(() => crypto.randomUUID())
  const [asked, setAsked] = useState(false)
  return (
    <section aria-label={say('Your answer')} className="flex flex-col gap-6 border-t pt-6">
      {offer && <Accept {...{ linkId, read, offer }} />}
      {asked && (
        <Alert role="status" tone="info" toneWord={say('Note')} title={say('Your question was sent')}>
          {say('Your contractor has it by email, and answers you by email or phone.')}
        </Alert>
      )}
      <div className="flex flex-wrap gap-2">
        <AskDialog
          trigger={say('Ask a question')}
          title={say(`Ask about the ${what}`, { count: ordinal })}
          fields={[{ name: 'question', label: say('Your question'), lines: 4 }]}
          confirmLabel={say('Send the question')}
          action={async ({ question = '' }) => {
            const result = await askAboutAction(linkId, { ...read, question, questionId })
            if (result.ok) {
              setAsked(true)
              setQuestionId(crypto.randomUUID())
            }
            return result
          }}
        >
          <p>{say('Your contractor gets it by email, and answers you by email or phone.')}</p>
        </AskDialog>
        {offer && (
          <AskDialog
            trigger={say('Decline')}
            triggerVariant="ghost"
            title={say('Decline the proposal')}
            fields={[{ name: 'reason', label: say('Why not?'), lines: 3 }]}
            confirmLabel={say('Decline the proposal')}
            action={({ reason = '' }) => declineProposalAction(linkId, { ...read, reason })}
          >
            <p>{say('Your contractor reads your reason, and can send you another version.')}</p>
          </AskDialog>
        )}
      </div>
    </section>
  )
}

function Accept({ linkId, read, offer }: Answer & { offer: ShownContent }) {
  const { say } = useWords()
  const choosing = useChoices(offer)
  const { choices, totalCents } = choosing
  const { press, pending, problem } = usePress(() =>
    acceptProposalAction(linkId, { ...read, choices, totalCents: totalCents ?? 0 }),
  )
  return (
    <div className="flex flex-col gap-6">
      <h2 className="text-lg font-semibold tracking-tight">
        {say(hasChoices(offer) ? 'Choose and accept' : 'Accept')}
      </h2>
      <ChoiceFields choosing={choosing} />
      <ChosenTotal choosing={choosing} />
      <Problem>{problem}</Problem>
      <div className="flex flex-col items-start gap-2">
        <Button variant="primary" size="lg" disabled={totalCents === null} pending={pending} onClick={press}>
          {totalCents === null
            ? say('Accept the proposal')
            : say('Accept at {amount}', { amount: formatCents(totalCents) })}
        </Button>
        <p className="text-sm text-ink-muted">
          {say('You pay nothing now. Your contractor then sends you the agreement, which you sign.')}
        </p>
      </div>
    </div>
  )
}
