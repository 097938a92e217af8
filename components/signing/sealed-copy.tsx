import { Download } from '@/components/icons/records'
import { Said } from '@/components/said'
import { buttonClass } from '@/components/ui/button'
import { shortHash } from '@/lib/documents/snapshot'
import { ENGLISH, type Words } from '@/lib/language/say'
import { verifyPath } from '@/lib/seal/verify-path'
import { signedWhen } from '@/lib/signing/states'

type Props = {
  at: Date
  sha256: string
  /** Where it downloads. */
  href: string
  timeZone: string
  /** How the reader is spoken to. Left out: in English. */
  words?: Words
}

/** A sealed copy: when it was sealed, where it downloads, and where anybody checks it. */
export function SealedCopy({ at, sha256, href, timeZone, words = ENGLISH }: Props) {
  const { say, day } = words
  return (
    <div className="flex flex-col items-start gap-3">
      <p>
        <Said
          words={words}
          sentence="Sealed {day}, fingerprint {hash}. Whether a copy was changed since, anybody can see: {link}."
          values={{
            day: day(signedWhen(at, timeZone)),
            hash: <span className="font-mono">{shortHash(sha256)}</span>,
            link: (
              <a className="text-link" href={verifyPath(words.language)}>
                {say('check a copy')}
              </a>
            ),
          }}
        />
      </p>
      <a href={href} download className={buttonClass()}>
        <Download className="size-5" />
        {say('Sealed copy')}
      </a>
    </div>
  )
}
