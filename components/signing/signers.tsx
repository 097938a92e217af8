import type { ReactNode } from 'react'
import { namesOf, type SignerState, signedWhen, waitsFor } from '@/lib/signing/states'

type Props = {
  signers: readonly SignerState[]
  timeZone: string
  /** What can be done for one of them. */
  action?: (signer: SignerState) => ReactNode
}

/** Who signs, who has, and when. */
export const Signers = ({ signers, timeZone, action }: Props) => (
  <ul className="flex flex-col">
    {signers.map((signer) => (
      <li key={signer.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t py-3">
        <div className="min-w-0">
          <p className="wrap-anywhere font-medium">{signer.name}</p>
          <p className="wrap-anywhere text-sm text-ink-muted">{words(signer, signers, timeZone)}</p>
        </div>
        {action?.(signer)}
      </li>
    ))}
  </ul>
)

function words(signer: SignerState, signers: readonly SignerState[], timeZone: string): string {
  const { signed, declined, role } = signer
  if (signed) return `Signed ${role === 'company' ? `by ${signed.by}, ` : ''}${signedWhen(signed.at, timeZone)}`
  if (declined) return `Declined ${signedWhen(declined.at, timeZone)}: “${declined.reason}”`
  const before = waitsFor(signers, signer)
  return before.length > 0 ? `Signs after ${namesOf(before)}` : 'Not signed yet'
}
