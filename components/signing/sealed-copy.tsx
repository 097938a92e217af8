import { Download } from '@/components/icons/records'
import { buttonClass } from '@/components/ui/button'
import { shortHash } from '@/lib/documents/snapshot'
import { signedWhen } from '@/lib/signing/states'

type Props = {
  at: Date
  sha256: string
  /** Where it downloads. */
  href: string
  timeZone: string
}

/** A sealed copy: when it was sealed, where it downloads, and where anybody checks it. */
export function SealedCopy({ at, sha256, href, timeZone }: Props) {
  return (
    <div className="flex flex-col items-start gap-3">
      <p>
        Sealed {signedWhen(at, timeZone)}, fingerprint <span className="font-mono">{shortHash(sha256)}</span>. Any
        change to this file shows:{' '}
        <a className="text-link" href="/verify">
          check a file
        </a>
        .
      </p>
      <a href={href} download className={buttonClass()}>
        <Download className="size-5" />
        Sealed copy
      </a>
    </div>
  )
}
