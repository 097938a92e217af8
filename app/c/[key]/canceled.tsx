import { Alert } from '@/components/ui/alert'
import type { CanceledAgreement } from '@/lib/canceling/read-canceled'
import { customerRefundWords, noticeWords } from '@/lib/canceling/words'
import type { Words } from '@/lib/language/say'

type Props = { canceled: CanceledAgreement; words: Words }

/** What a customer reads of an agreement that was canceled: since when, and what they get. */
export function Canceled({ canceled: { notice, by, progress }, words: { say, known } }: Props) {
  const came = noticeWords(notice)
  return (
    <Alert tone="info" toneWord={say('Note')} title={say('The agreement is canceled')}>
      <p>
        {known(`${notice.way === 'link' ? came.replace('On the customer’s page', 'Canceled on this page') : came}.`)}
      </p>
      <p>{known(customerRefundWords(progress, by))}</p>
    </Alert>
  )
}
