import { ARRIVES } from '@/lib/payments/words/reversal/reversal-words'
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
function wordsOf({ kind, method, account, paid, partly, jobTitle: job, words: { say } }: ReversalProps): string[] {
  if (kind === 'voided')
    return [
      say('Your payment of {amount} for {job} was canceled before it was charged. You won’t be charged.', {
        amount: paid,
        job,
      }),
      method === 'card'
        ? say('Your card may still show it as pending. That line disappears within a few days, and nothing is posted.')
        : say('Nothing is taken from your bank account.'),
    ]
  const wordWhen = ARRIVES[method]
  const [amountPaid, amountKept] = [paid, partly?.kept ?? '']
  if (partly && !partly.isCertain)
    return [
      say(
        'We refunded your payment of {amountPaid} for {job}, and are charging the {amountKept} that you still pay to {account} again.',
        { amountPaid, amountKept, job, account },
      ),
      say(
        'Your statement shows the credit of {amountPaid} within {wordWhen}. The new charge of {amountKept} isn’t confirmed yet.',
        { amountPaid, amountKept, wordWhen },
      ),
    ]
  if (partly)
    return [
      say('We refunded {amountBack} of your payment of {amountPaid} for {job}.', {
        ...{ amountBack: partly.back, amountPaid, job },
      }),
      say(
        'Your statement shows two lines: a credit of {amountPaid} within {wordWhen}, and a new charge of {amountKept} on {account}.',
        { amountPaid, amountKept, wordWhen, account },
      ),
    ]
  return [
    say('Your payment of {amount} for {job} is on its way back to {account}.', { amount: paid, job, account }),
    say('Your statement shows it as a credit, usually within {wordWhen}.', { wordWhen }),
  ]
}

/** The email that the customer gets once a payment is voided or refunded. */
export function ReversalEmail(props: ReversalProps) {
  const { kind, paid, partly, words } = props
  const { say, day } = words
  const company = props.company.name
  const amount = partly?.isCertain ? partly.back : paid
  const state = say(kind === 'voided' ? 'Payment canceled' : 'Refund on its way')
  return (
    <Sheet
      sender={props}
      preview={
        kind === 'voided'
          ? say('{amount} from {company}: payment canceled.', { amount, company })
          : say('{amount} from {company}: refund on its way.', { amount, company })
      }
      amount={amount}
      state={`↩ ${state}`}
      stateColor={ink}
      paragraphs={[say('Hello {name}.', { name: props.customerName }), ...wordsOf(props)]}
    >
      <Line label={say(kind === 'voided' ? 'Payment method' : 'Refunded to')} value={props.account} />
      {partly && <Line label={say('Credit')} value={paid} />}
      {partly && (
        <Line
          label={say('New charge')}
          value={partly.isCertain ? partly.kept : say('{amount}, not confirmed yet', { amount: partly.kept })}
        />
      )}
      <Line label={say('Payment date')} value={day(props.takenAt)} />
      <JobLines {...props} />
    </Sheet>
  )
}
