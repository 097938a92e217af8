import type { ReactNode } from 'react'
import { Signers } from '@/components/signing/signers'
import type { WhichDocument } from '@/lib/documents/stages'
import { type SignerState, stateOf, waitsFor } from '@/lib/signing/states'
import { ShowCode } from '../customer-page/link-buttons'
import { SignButtons } from './sign-parts'

type Props = {
  orgSlug: string
  jobId: string
  documentId: string
  which: WhichDocument
  signers: readonly SignerState[]
  /** The version that is on the page as it was sent; null for a draft. */
  sent: { versionNumber: number; sha256: string } | null
  /** The customer's name, and the company's. */
  customer: string
  company: string
  timeZone: string
  /** Whether somebody here may ask for signatures, and sign, now. */
  mayAsk: boolean
  /** How it is with the sealed copy. */
  children?: ReactNode
}

/** Who signs a paper that was sent, who has, and what can be done for those who haven't. */
export function Signatures({ orgSlug, jobId, documentId, which, signers, sent, timeZone, ...props }: Props) {
  const { customer, company, mayAsk, children } = props
  const state = stateOf(signers)
  const may = mayAsk && sent !== null && (state === 'open' || state === 'none')
  if (signers.length === 0 && !may) return null
  return (
    <section aria-labelledby="signatures" className="flex flex-col gap-3">
      <h3 id="signatures" className="text-lg font-semibold tracking-tight">
        Signatures
      </h3>
      {signers.length === 0 && (
        <p className="max-w-prose text-ink-muted">
          Nobody was asked to sign here yet. Email it to the customer, or sign it together in the room. Signed on paper?
          Mark it as signed.
        </p>
      )}
      {state === 'over' && (
        <p role="status" className="max-w-prose font-medium">
          Nothing more is signed of this version. Mark it as draft, change it, and send it again.
        </p>
      )}
      <Signers
        signers={signers}
        timeZone={timeZone}
        action={(signer) =>
          !may || !sent || signer.signed || waitsFor(signers, signer).length > 0 ? null : signer.role === 'company' ? (
            <SignButtons
              sign={{
                ...{ orgSlug, kind: which.kind, ordinal: which.ordinal, company },
                read: { documentId, ...sent, signerId: signer.id },
              }}
            />
          ) : (
            <ShowCode {...{ orgSlug, jobId, name: signer.name }} label="Sign here" />
          )
        }
      />
      {children}
      {may && sent && (
        <SignButtons
          ask={{
            ...{ orgSlug, documentId, versionNumber: sent.versionNumber, company },
            customer: signers.length === 0 ? customer : '',
            hasCompany: signers.some(({ role }) => role === 'company'),
          }}
        />
      )}
    </section>
  )
}
