import 'server-only'
import { z } from 'zod'
import { UserError } from '@/lib/errors'
import { networkOf, type RequestSource } from '@/lib/request-source'
import { overLimit, takeLimits, waitInWords } from '@/lib/security/limits'
import { MOST_PDF_BYTES } from './verdict'
import { verifyPdf } from './verify-pdf'
import { type VerdictWords, verdictWords } from './verify-words'

/** The parts of the form. */
export const verifySchema = z.object({ file: z.instanceof(Blob, { error: 'Choose a file.' }) })

/** Of one place within ten minutes. Somebody who looks through a folder by hand meets it not. */
const FROM_ONE_ADDRESS = 60
const SECONDS = 10 * 60

/**
 * Counts a file that somebody wants looked at, before it's read.
 * @throws UserError where too many came from that place
 */
export async function admitVerify({ source }: { source: RequestSource }): Promise<void> {
  const of = networkOf(source.address)
  const over = overLimit(
    await takeLimits([{ name: 'verify from address', of, most: FROM_ONE_ADDRESS, seconds: SECONDS }]),
  )
  if (over)
    throw new UserError(
      `That’s many files from one place. Wait ${waitInWords(over.seconds)}, then check this one again.`,
    )
}

/** What the page shows. `sha256` is the file's fingerprint, to compare with somebody else's. */
export type Verified = VerdictWords & { sha256: string }

/** Looks at a file that somebody sent, signed in or not. Keeps nothing of it. */
export async function verifyUpload(_: unknown, { file }: z.output<typeof verifySchema>): Promise<Verified> {
  // Of one that is too large the start is enough to say so.
  const bytes = await file.slice(0, MOST_PDF_BYTES + 1).arrayBuffer()
  const verdict = await verifyPdf(new Uint8Array(bytes))
  return { ...verdictWords(verdict), sha256: verdict.sha256 }
}
