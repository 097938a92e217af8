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
    settles: string | null
    /** Where this charges again what a partial refund keeps: the amount of the payment that went back whole. */
    refunded: string | null
  }

/** The confirmation that the customer gets once a payment is authorized, or submitted to the bank. */
export function Receipt(props: ReceiptProps) {
  const isCard = props.method === 'card'
  const state = isCard ? 'authorized' : 'submitted, pending settlement'
  return (
    <Sheet
      sender={props}
      preview={`${props.amount} to ${props.companyName}: your payment is ${state}.`}
      amount={props.amount}
      state={`${isCard ? '✓' : '→'} Payment ${state}`}
      stateColor={isCard ? '#2c6a45' : ink}
      paragraphs={[
        props.refunded
          ? `Hello ${props.customerName}. Your earlier payment of ${props.refunded} was given back whole. This charges again what is still paid for ${props.jobTitle}.`
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
