import { mayCancelSentence, refundWithin } from '@/lib/canceling/words'
import { formatAddress } from '@/lib/contact'
import type { OpenRight } from '@/lib/customer-page/read-page'
import type { ReadVersion } from '@/lib/customer-page/schema'
import { dayOf, formatDay, now } from '@/lib/dates'
import type { Snapshot } from '@/lib/documents/snapshot'
import type { Words } from '@/lib/language/say'
import { noticeOfCancellation } from '@/lib/states/notice'
import { CancelHere } from './later-parts'

type Props = { linkId: string; read: ReadVersion; right: OpenRight; snapshot: Snapshot; timeZone: string; words: Words }

/** Below a signed agreement while the right to cancel lasts: until when, the law's notice, and the one act that cancels. */
export function CancelRight({ linkId, read, right, snapshot, timeZone, words }: Props) {
  const { say, known } = words
  const { company } = snapshot
  const { caption, date, paragraphs, cancels } = noticeOfCancellation({
    signedOn: formatDay(dayOf(right.signedAt, timeZone)),
    cancelBy: formatDay(right.by.day),
    days: right.days,
    seller: company.legalName || company.name,
    address: formatAddress(company.address) ?? '',
  })
  return (
    <section aria-labelledby="cancel" className="flex flex-col gap-4 border-t pt-6">
      <h2 id="cancel" className="text-lg font-semibold tracking-tight">
        {say('Your right to cancel')}
      </h2>
      <p className="max-w-prose font-medium">{known(mayCancelSentence(right, timeZone, now()))}</p>
      <p className="max-w-prose text-ink-muted">
        {say(
          'Cancel here, by email, or by a letter: one with a postmark before midnight of that day counts. You need no reason.',
        )}
      </p>
      <details className="max-w-prose rounded-lg border px-4">
        <summary className="min-h-11 cursor-pointer content-center font-medium">
          {say('Read the notice of cancellation')}
        </summary>
        <div lang="en-US" className="flex flex-col gap-3 pb-4 font-semibold">
          <p className="text-lg">{caption}</p>
          {[date, ...paragraphs, cancels].map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
      </details>
      <div>
        <CancelHere {...{ linkId, read }} within={known(refundWithin(right.profile))} />
      </div>
    </section>
  )
}
