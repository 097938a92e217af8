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
  const { say, known } = props.words
  const [amount, company, day, wordPaid] = [props.amount, props.company.name, props.receivedOn, props.paidWith]
  return (
    <Sheet
      sender={props}
      preview={say('{amount} to {company}: {wordPaid}, received {day}.', { amount, company, wordPaid, day })}
      amount={amount}
      state={say('{wordPaid}, received {day}', { wordPaid, day })}
      stateColor={ink}
      paragraphs={[
        say('Thank you, {name}. We received your payment for {job}.', {
          name: props.customerName,
          job: props.jobTitle,
        }),
        ...(props.replaces ? [known(props.replaces)] : []),
      ]}
    >
      <Line label={say('Paid with')} value={known(wordPaid)} />
      <Line label={say('Received')} value={props.words.day(day)} />
      <JobLines {...props} reference={null} />
    </Sheet>
  )
}
