import type { Metadata } from 'next'
import { DoorFrame } from '@/app/(auth)/door-frame'
import { READER_WORDS } from '@/lib/seal/verify-words'
import { VerifyFile } from './verify-file'

export const metadata: Metadata = { title: 'Check a sealed paper' }

/** Says of a file whether it was sealed here and is as it was: for anybody who has one in hand, signed in or not. */
export default function VerifyPage() {
  return (
    <DoorFrame
      title="Check a sealed paper"
      lead={
        <p>
          Once everybody has signed a proposal, an agreement or a change order, Plumbline seals the PDF. Choose one to
          see whether it was sealed here, and whether anything in it was changed since. We keep nothing of the file.
        </p>
      }
    >
      <VerifyFile />
      <section aria-labelledby="readers" className="border-t pt-5 text-sm text-ink-muted">
        <h2 id="readers" className="font-medium text-ink">
          What other programs say
        </h2>
        <p className="mt-1">{READER_WORDS}</p>
      </section>
    </DoorFrame>
  )
}
