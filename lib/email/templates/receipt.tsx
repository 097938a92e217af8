import { receiptState } from '@/lib/payments/words/receipt-words'
import { ink, JobLines, type JobProps, Line, type SenderProps, Sheet } from './sheet'

export type ReceiptProps = SenderProps &
  JobProps & {
    customerName: string
    /** Money as people read it. */
    amount: string
    method: 'card' | 'bank'
    /** "Visa ending in 1111" */
    account: string
    /** "Nov 21, 2026, 2:14 PM" */
    takenAt: string
    isSettled: boolean
    settles: string | null
    /** Of a charge that recharges the retained amount of a partial refund: the amount of the refunded payment. */
    refunded: string | null
  }

/** The email that the customer gets once a payment is authorized, submitted to the bank, or settled. */
export function Receipt(props: ReceiptProps) {
  const isCard = props.method === 'card'
  const { say, day } = props.words
  const [amount, company, name, job] = [props.amount, props.company.name, props.customerName, props.jobTitle]
  const state = receiptState(props.method, props.isSettled)
  const isDone = isCard || props.isSettled
  return (
    <Sheet
      sender={props}
      preview={say(`{amount} to {company}: your payment is ${state}.`, { amount, company })}
      amount={amount}
      state={`${isDone ? '✓' : '→'} ${say(`Payment ${state}`)}`}
      stateColor={isDone ? '#2c6a45' : ink}
      paragraphs={[
        props.refunded
          ? say(
              'Hello {name}. We refunded all of your earlier payment of {amount}. This charge is the part you still pay for {job}.',
              { name, amount: props.refunded, job },
            )
          : say('Thank you, {name}. This confirms your payment for {job}.', { name, job }),
      ]}
    >
      <Line label={say('Paid with')} value={props.account} />
      <Line label={say('Date')} value={day(props.takenAt)} />
      {props.settles && <Line label={say('Expected to settle')} value={day(props.settles)} />}
      <JobLines {...props} />
    </Sheet>
  )
}
