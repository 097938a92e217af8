import { Alert } from '@/components/ui/alert'
import type { CanceledAgreement } from '@/lib/canceling/read-canceled'
import type { Words } from '@/lib/language/say'
import { customerRefundWords, noticeWords } from '@/lib/canceling/words'

/** What a customer reads of an agreement that was canceled: since when, and what they get. */
export function Canceled({ canceled: { notice, by, progress } }: { canceled: CanceledAgreement; words: Words }) {
  return (
    <Alert tone="info" title="The agreement is canceled">
      <p>
        {notice.way === 'link' ? noticeWords(notice).replace('the customer’s page', 'this page') : noticeWords(notice)}.
      </p>
      <p>{customerRefundWords(progress, by)}</p>
    </Alert>
  )
}
