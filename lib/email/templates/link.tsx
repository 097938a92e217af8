import { ActionLink, ink, Line, type SenderProps, Sheet } from './sheet'

export type LinkProps = SenderProps & {
  /** Of whom it is for. */
  name: string
  /** "Proposal" or "New roof": the largest thing on it. */
  subject: string
  jobTitle: string
  jobNumber: number
  siteAddress: string
  /** What the member wrote, a paragraph each. */
  message: readonly string[]
  /** The payment that it asks for, or reminds of: "Due Dec 3, 2026", and the part's label where it's one. */
  asked?: { due: string; label: string | null } | null
  /** Where its button leads, and what it says. */
  button: { label: string; href: string }
  /** Until when the link works: "Feb 26, 2027". */
  worksUntil: string
}

/** The email that brings a customer the link to their page. */
export function LinkEmail({ name, subject, message, asked, button, worksUntil, ...props }: LinkProps) {
  const { say } = props.words
  const company = props.company.name
  return (
    <Sheet
      sender={props}
      preview={say('{subject} from {company} for {job}', { subject, company, job: props.jobTitle })}
      amount={subject}
      state={asked ? asked.due : say('From {company}', { company })}
      stateColor={ink}
      paragraphs={[
        say('Hello {name},', { name }),
        ...(message.length > 0
          ? message
          : [
              asked
                ? say('{company} asks you for this payment.', { company })
                : say('{company} has something for you to look at.', { company }),
            ]),
      ]}
      action={
        <ActionLink company={props.company} href={button.href}>
          {button.label}
        </ActionLink>
      }
    >
      {asked?.label && <Line label={say('For')} value={asked.label} />}
      <Line label={say('Job')} value={`${props.jobNumber} · ${props.jobTitle}`} />
      {props.siteAddress && <Line label={say('Address')} value={props.siteAddress} />}
      <Line label={say('The link')} value={say('Is yours alone, and works until {day}', { day: worksUntil })} />
    </Sheet>
  )
}
