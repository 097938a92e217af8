'use client'

import { useRouter } from 'next/navigation'
import { AskDialog } from '@/components/ask-dialog'
import { Problem } from '@/components/problem'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import type { ReadToSign } from '@/lib/signing/schema'
import { askForPaperAction, withdrawConsentAction } from '../actions'

type Props = { linkId: string; read: ReadToSign; kind: DocumentKind; ordinal: number }

/** Paper instead of signing here: 15 USC 7001(c)(1)(B)(i). Nothing ends by asking for it. */
export function PaperInstead({ linkId, read, kind, ordinal, wantsPaper }: Props & { wantsPaper: boolean }) {
  const router = useRouter()
  const { press, pending, problem } = usePress(
    () => askForPaperAction(linkId, read),
    () => router.refresh(),
  )
  if (wantsPaper)
    return (
      <Alert role="status" tone="info" title="You asked for paper">
        Your contractor knows, and brings you the {what} to sign by hand. You can still sign it here.
      </Alert>
    )
  return (
    <div className="flex flex-col items-start gap-2">
      <Problem>{problem}</Problem>
      <Button variant="ghost" pending={pending} onClick={press}>
        I want to sign on paper
      </Button>
    </div>
  )
}

/** Takes back the consent to sign electronically. */
export function TakeBackConsent({ linkId, read, kind, ordinal, hasSigned }: Props & { hasSigned: boolean }) {
  const router = useRouter()
  return (
    <AskDialog
      trigger="Take back my consent to sign electronically"
      triggerVariant="ghost"
      title="Take back your consent?"
      fields={[]}
      confirmLabel="Take it back"
      action={async () => {
        const result = await withdrawConsentAction(linkId, read)
        if (result.ok) router.refresh()
        return result
      }}
    >
      <p>
        {hasSigned
          ? `The ${what} that you signed stays signed. Your contractor is told, and brings you later papers on paper, or asks you again.`
          : `It costs nothing. Your contractor is told and can bring you the ${what} on paper. To sign it here after all, you agree again.`}
      </p>
    </AskDialog>
  )
}
