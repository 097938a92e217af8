import { SealedCopy } from '@/components/signing/sealed-copy'
import type { SealState } from '@/lib/sealing/sealed-copy'
import { noAddressWords, waitingWords } from '@/lib/sealing/words'
import { namesOf, type SignerState } from '@/lib/signing/states'
import type { DocumentKind } from '@/prisma/generated/enums'

type Props = {
  kind: DocumentKind
  signers: readonly SignerState[]
  seal: SealState
  /** Where the sealed copy downloads. */
  href: string
  timeZone: string
}

/** How it is with the sealed copy of what everybody has signed, and who gets none by email. */
export function Seal({ kind, signers, seal, href, timeZone }: Props) {
  if (seal.state === 'waiting')
    return (
      <p role="status" className="max-w-prose">
        {waitingWords(kind, seal.why)}
      </p>
    )
  const without = signers.filter(({ role, email }) => role === 'customer' && email === null).map(({ name }) => name)
  return (
    <div className="flex max-w-prose flex-col gap-3">
      <SealedCopy at={seal.at} sha256={seal.sha256} {...{ href, timeZone }} />
      {without.length > 0 && <p className="text-ink-muted">{noAddressWords(namesOf(without), without.length)}</p>}
    </div>
  )
}
