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
  const state = receiptState(props.method, props.isSettled)
  const isDone = isCard || props.isSettled
  return (
    <Sheet
      sender={props}
      preview={`${props.amount} to ${props.company.name}: your payment is ${state}.`}
      amount={props.amount}
      state={`${isDone ? '✓' : '→'} Payment ${state}`}
      stateColor={isDone ? '#2c6a45' : ink}
      paragraphs={[
        props.refunded
          ? `Hello ${props.customerName}. We refunded all of your earlier payment of ${props.refunded}. This charge is the part you still pay for ${props.jobTitle}.`
          : `Thank you, ${props.customerName}. This confirms your payment for ${props.jobTitle}.`,
      ]}
    >
      <Line label="Paid with" value={props.account} />
      <Line label="Date" value={props.takenAt} />
      {props.settles && <Line label="Expected to settle" value={props.settles} />}
      <JobLines {...props} />
    </Sheet>
  )
}
