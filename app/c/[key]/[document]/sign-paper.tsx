'use client'

import { useEffect, useRef, useState } from 'react'
import { AskDialog } from '@/components/ask-dialog'
import { Problem } from '@/components/problem'
import { SignForm } from '@/components/signing/sign-form'
import { Button, buttonClass } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import { useWords } from '@/components/words'
import type { ReadVersion } from '@/lib/customer-page/schema'
import { KIND_WORDS } from '@/lib/documents/kind-words'
import { consentTextIn } from '@/lib/signing/consent-text'
import type { DocumentKind } from '@/prisma/generated/enums'
import { consentAction, declineSigningAction, signPaperAction } from '../actions'
import { PaperInstead, TakeBackConsent } from './other-ways'
import { type Answers, focusQuestion, type Questions, SigningQuestions, unanswered } from './signing-questions'

type Props = {
  linkId: string
  read: ReadVersion & { signerId: string }
  kind: DocumentKind
  ordinal: number
  /** What the paper says of the right to cancel; null where there is none. */
  cancellation: string | null
  hasConsented: boolean
  /** What the right to cancel depends on, and who signs is asked. */
  questions: Questions
  /** Whether they have asked for paper. */
  wantsPaper: boolean
  /** Where the paper downloads. */
  pdf: string
}

/** Read, consent, sign: what somebody does who signs a paper here. Signing is the last act. */
export function SignPaper(props: Props) {
  const { linkId, read, kind, ordinal, cancellation, hasConsented, wantsPaper, questions, pdf } = props
  const { say } = useWords()
  const what = KIND_WORDS[kind]
  const count = { count: ordinal }
  const heading = useRef<HTMLHeadingElement>(null)
  const couldSign = useRef(hasConsented)
  const [answers, setAnswers] = useState<Answers>({})
  const [isMissing, setMissing] = useState(false)
  useEffect(() => {
    // The button that was pressed is gone.
    if (hasConsented && !couldSign.current) heading.current?.focus()
    couldSign.current = hasConsented
  }, [hasConsented])
  return (
    <section aria-labelledby="sign" className="flex flex-col gap-6 border-t pt-6">
      <h2 id="sign" ref={heading} tabIndex={-1} className="text-lg font-semibold tracking-tight">
        {hasConsented ? say(`Sign the ${what}`, count) : say('Before you sign on this screen')}
      </h2>
      {!hasConsented && <Consent {...{ linkId, read, kind, ordinal, pdf }} />}
      {hasConsented && <SigningQuestions {...{ questions, answers, isMissing }} onAnswer={setAnswers} />}
      {hasConsented && (
        <SignForm
          {...{ kind, ordinal }}
          action={async (signed) => {
            const missing = unanswered(questions, answers)
            if (!missing) return signPaperAction(linkId, { ...read, ...signed, ...answers })
            setMissing(true)
            focusQuestion(missing.name)
            return { ok: false, message: say(missing.why) }
          }}
        >
          {cancellation && (
            <p lang="en-US" className="max-w-prose whitespace-pre-line font-semibold">
              {cancellation}
            </p>
          )}
          <p className="max-w-prose">
            {say(`By signing you agree to everything in this ${what}, as it stands above and in the PDF.`, count)}
          </p>
        </SignForm>
      )}
      <PaperInstead {...{ linkId, read, kind, ordinal, wantsPaper }} />
      <div className="flex flex-wrap gap-2">
        {hasConsented && <TakeBackConsent {...{ linkId, read, kind, ordinal }} hasSigned={false} />}
        <AskDialog
          trigger={say('Decline to sign')}
          triggerVariant="ghost"
          title={say(`Decline to sign the ${what}`, count)}
          fields={[{ name: 'reason', label: say('Why not?'), lines: 3 }]}
          confirmLabel={say('Decline to sign')}
          action={({ reason = '' }) => declineSigningAction(linkId, { ...read, reason })}
        >
          <p>
            {say(
              'Nobody else signs this version then, and everybody who was asked to reads your reason. Your contractor can send you another version.',
            )}
          </p>
        </AskDialog>
      </div>
    </section>
  )
}

type ConsentProps = Pick<Props, 'linkId' | 'read' | 'kind' | 'ordinal' | 'pdf'>

/** The six points of 15 USC 7001(c), and the paper to open as a sample. */
function Consent({ linkId, read, kind, ordinal, pdf }: ConsentProps) {
  const { language, say } = useWords()
  const consented = consentTextIn(language)
  const [isOpened, setOpened] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const consent = usePress(() => consentAction(linkId, { ...read, textVersion: consented.version, openedSample: true }))
  return (
    <div className="flex flex-col gap-4">
      <dl className="flex max-w-prose flex-col gap-3">
        {consented.points.map(({ title, text }) => (
          <div key={title}>
            <dt className="font-medium">{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className="max-w-prose">
        {say(
          `Now open the ${KIND_WORDS[kind]} as a PDF, to see that you can read it on this device. What you sign has this form.`,
          { count: ordinal },
        )}
      </p>
      <a
        href={pdf}
        target="_blank"
        rel="noopener"
        className={buttonClass('secondary', 'md', 'self-start')}
        onClick={() => {
          setOpened(true)
          setProblem(null)
        }}
      >
        {say('Open the PDF')}
      </a>
      <Problem>{problem ?? consent.problem}</Problem>
      <Button
        variant="primary"
        size="lg"
        className="self-start"
        pending={consent.pending}
        onClick={() =>
          isOpened ? consent.press() : setProblem(say('Open the PDF first, to see that you can read it.'))
        }
      >
        {say('I can read it, and agree to this')}
      </Button>
    </div>
  )
}
