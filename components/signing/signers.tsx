import type { ReactNode } from 'react'
import { ENGLISH, type Words } from '@/lib/language/say'
import { namesOf, type SignerState, signedWhen, waitsFor } from '@/lib/signing/states'

type Props = {
  signers: readonly SignerState[]
  timeZone: string
  words?: Words
  /** What can be done for one of them. */
  action?: (signer: SignerState) => ReactNode
}

/** Who signs, who has, and when. */
export const Signers = ({ signers, timeZone, words = ENGLISH, action }: Props) => (
  <ul className="flex flex-col">
    {signers.map((signer) => (
      <li key={signer.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t py-3">
        <div className="min-w-0">
          <p className="wrap-anywhere font-medium">{signer.name}</p>
          <p className="wrap-anywhere text-sm text-ink-muted">{stateWords(words, signer, signers, timeZone)}</p>
        </div>
        {action?.(signer)}
      </li>
    ))}
  </ul>
)

function stateWords({ say }: Words, signer: SignerState, signers: readonly SignerState[], timeZone: string): string {
  const { signed, declined, role } = signer
  if (signed) {
    const day = signedWhen(signed.at, timeZone)
    return role === 'company' ? say('Signed by {name}, {day}', { name: signed.by, day }) : say('Signed {day}', { day })
  }
  if (declined)
    return say('Declined {day}: “{reason}”', { day: signedWhen(declined.at, timeZone), reason: declined.reason })
  const before = waitsFor(signers, signer)
  return before.length > 0 ? say('Signs after {names}', { names: namesOf(before, say('and')) }) : say('Not signed yet')
}
