import { ARRIVES } from '@/lib/payments/words/reversal-words'
import type { ReceiptProps } from './receipt'
import { ink, JobLines, Line, Sheet } from './sheet'

export type ReversalProps = Omit<ReceiptProps, 'refunded' | 'settles' | 'amount' | 'isSettled'> & {
  kind: 'voided' | 'refunded'
  /** What was paid. PaySimple refunds all of it. */
  paid: string
  /** Of a partial refund: what is refunded in the end, what is recharged, and whether that is certain. */
  partly: { back: string; kept: string; isCertain: boolean } | null
}

/** What the customer's statement will show, and when. */
function wordsOf({ kind, method, account, paid, partly, jobTitle }: ReversalProps): string[] {
  if (kind === 'voided')
    return [
      `Your payment of ${paid} for ${jobTitle} was canceled before it was charged. You won’t be charged.`,
      method === 'card'
        ? 'Your card may still show it as pending. That line disappears within a few days, and nothing is posted.'
        : 'Nothing is taken from your bank account.',
    ]
  const when = ARRIVES[method]
  if (partly && !partly.isCertain)
    return [
      `We refunded your payment of ${paid} for ${jobTitle}, and are charging the ${partly.kept} that you still pay to ${account} again.`,
      `Your statement shows the credit of ${paid} within ${when}. The new charge of ${partly.kept} isn’t confirmed yet.`,
    ]
  if (partly)
    return [
      `We refunded ${partly.back} of your payment of ${paid} for ${jobTitle}.`,
      `Your statement shows two lines: a credit of ${paid} within ${when}, and a new charge of ${partly.kept} on ${account}.`,
    ]
  return [
    `Your payment of ${paid} for ${jobTitle} is on its way back to ${account}.`,
    `Your statement shows it as a credit, usually within ${when}.`,
  ]
}

/** The email that the customer gets once a payment is voided or refunded. */
export function ReversalEmail(props: ReversalProps) {
  const { kind, paid, partly } = props
  const amount = partly?.isCertain ? partly.back : paid
  const state = kind === 'voided' ? 'Payment canceled' : 'Refund on its way'
  return (
    <Sheet
      sender={props}
      preview={`${amount} from ${props.company.name}: ${state.toLowerCase()}.`}
      amount={amount}
      state={`↩ ${state}`}
      stateColor={ink}
      paragraphs={[`Hello ${props.customerName}.`, ...wordsOf(props)]}
    >
      <Line label={kind === 'voided' ? 'Payment method' : 'Refunded to'} value={props.account} />
      {partly && <Line label="Credit" value={paid} />}
      {partly && (
        <Line label="New charge" value={partly.isCertain ? partly.kept : `${partly.kept}, not confirmed yet`} />
      )}
      <Line label="Payment date" value={props.takenAt} />
      <JobLines {...props} />
    </Sheet>
  )
}
