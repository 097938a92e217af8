'use client'

import { AskDialog } from '@/components/ask-dialog'
import { OpenDialog } from '@/components/open-dialog'
import { Problem } from '@/components/problem'
import { Button } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import { wanted } from '@/components/wanted'
import { askToSignAction } from './actions'
import type { SignDialogProps } from './sign-dialog'

const dialog = wanted(() => import('./sign-dialog'))

/** A member signs for the company. */
const SignForCompany = (props: Omit<SignDialogProps, 'onClose'>) => (
  <OpenDialog part={dialog} label={`Sign for ${props.company}`}>
    {(code, close) => <code.SignDialog {...props} onClose={close} />}
  </OpenDialog>
)

type AskProps = {
  orgSlug: string
  documentId: string
  versionNumber: number
  company: string
  /** Whose name stands there first; empty once somebody was asked. */
  customer: string
  hasCompany: boolean
}

/** Asks for more signatures: of people in the room, and the company's own. */
function AskToSign({ orgSlug, documentId, versionNumber, company, customer, hasCompany }: AskProps) {
  const own = usePress(() => askToSignAction(orgSlug, { documentId, versionNumber, company: true }))
  return (
    <div className="flex flex-wrap gap-2">
      <AskDialog
        trigger={customer === '' ? 'Add a signer' : 'Sign in the room'}
        title="Who signs?"
        fields={[{ name: 'name', label: 'Name of the customer who signs', initial: customer }]}
        confirmLabel="Add to those who sign"
        action={({ name = '' }) => askToSignAction(orgSlug, { documentId, versionNumber, name, company: false })}
      >
        <p>They then scan a code from this screen with their own phone, read the paper there, and sign it.</p>
      </AskDialog>
      {!hasCompany && (
        <Button pending={own.pending} onClick={own.press}>
          {company} signs, too
        </Button>
      )}
      <Problem className="basis-full">{own.problem}</Problem>
    </div>
  )
}

type Props = { sign: Omit<SignDialogProps, 'onClose'> } | { ask: AskProps }

export const SignButtons = (props: Props) =>
  'sign' in props ? <SignForCompany {...props.sign} /> : <AskToSign {...props.ask} />
