'use client'

import { SignForm } from '@/components/signing/sign-form'
import { Dialog } from '@/components/ui/dialog'
import type { Sign } from '@/lib/signing/schema'
import type { DocumentKind } from '@/prisma/generated/enums'
import { signForCompanyAction } from './actions'

export type SignDialogProps = {
  orgSlug: string
  kind: DocumentKind
  ordinal: number
  company: string
  read: Pick<Sign, 'documentId' | 'versionNumber' | 'sha256' | 'signerId'>
  onClose: () => void
}

/** The company's own signature, by whoever is signed in. */
export function SignDialog({ orgSlug, kind, ordinal, company, read, onClose }: SignDialogProps) {
  return (
    <Dialog
      title={`Sign for ${company}`}
      description={`You sign version ${read.versionNumber} as yourself, for the company.`}
      closing={null}
      onClose={onClose}
    >
      <SignForm
        {...{ kind, ordinal }}
        action={(signed) => signForCompanyAction(orgSlug, { ...read, ...signed })}
        onSigned={onClose}
      />
    </Dialog>
  )
}
