'use client'

import { AskDialog } from '@/components/ask-dialog'
import { Problem } from '@/components/problem'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import { useWords } from '@/components/words'
import { KIND_WORDS } from '@/lib/documents/kind-words'
import type { ReadToSign } from '@/lib/signing/schema'
import type { DocumentKind } from '@/prisma/generated/enums'
import { askForPaperAction, withdrawConsentAction } from '../actions'

type Props = { linkId: string; read: ReadToSign; kind: DocumentKind; ordinal: number }

/** Paper instead of signing here: 15 USC 7001(c)(1)(B)(i). Nothing ends by asking for it. */
export function PaperInstead({ linkId, read, kind, ordinal, wantsPaper }: Props & { wantsPaper: boolean }) {
  const { say } = useWords()
  const what = KIND_WORDS[kind]
  const count = { count: ordinal }
  const { press, pending, problem } = usePress(() => askForPaperAction(linkId, read))
  if (wantsPaper)
    return (
      <Alert role="status" tone="info" toneWord={say('Note')} title={say('You asked for paper')}>
        {say(`Your contractor knows, and brings you the ${what} to sign by hand. You can still sign it here.`, count)}
      </Alert>
    )
  return (
    <div className="flex flex-col items-start gap-2">
      <Problem>{problem}</Problem>
      <Button variant="ghost" pending={pending} onClick={press}>
        {say('I want to sign on paper')}
      </Button>
    </div>
  )
}

/** Takes back the consent to sign electronically. */
export function TakeBackConsent({ linkId, read, kind, ordinal, hasSigned }: Props & { hasSigned: boolean }) {
  const { say } = useWords()
  const what = KIND_WORDS[kind]
  const count = { count: ordinal }
  return (
    <AskDialog
      trigger={say('Take back my consent to sign electronically')}
      triggerVariant="ghost"
      title={say('Take back your consent?')}
      fields={[]}
      confirmLabel={say('Take it back')}
      action={() => withdrawConsentAction(linkId, read)}
    >
      <p>
        {hasSigned
          ? say(
              `The ${what} that you signed stays signed. Your contractor is told, and brings you later papers on paper, or asks you again.`,
              count,
            )
          : say(
              `It costs nothing. Your contractor is told and can bring you the ${what} on paper. To sign it here after all, you agree again.`,
              count,
            )}
      </p>
    </AskDialog>
  )
}
