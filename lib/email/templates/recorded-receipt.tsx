import { ink, JobLines, type JobProps, Line, type SenderProps, Sheet } from './sheet'

export type RecordedReceiptProps = SenderProps &
  Omit<JobProps, 'reference'> & {
    customerName: string
    /** Money as people read it. */
    amount: string
    /** "Check 1042" */
    paidWith: string
    /** "Nov 27, 2026" */
    receivedOn: string
    /** Of an entry that corrects an earlier one whose receipt the customer has: a sentence that names that receipt. */
    replaces: string | null
  }

/** The email that the customer gets for a check, cash or another payment that the company received itself. */
export function RecordedReceipt(props: RecordedReceiptProps) {
  return (
    <Sheet
      sender={props}
      preview={`${props.amount} to ${props.company.name}: ${props.paidWith}, received ${props.receivedOn}.`}
      amount={props.amount}
      state={`${props.paidWith}, received ${props.receivedOn}`}
      stateColor={ink}
      paragraphs={[
        `Thank you, ${props.customerName}. We received your payment for ${props.jobTitle}.`,
        ...(props.replaces ? [props.replaces] : []),
      ]}
    >
      <Line label="Paid with" value={props.paidWith} />
      <Line label="Received" value={props.receivedOn} />
      <JobLines {...props} reference={null} />
    </Sheet>
  )
}
