import { KIND_WORDS } from '@/lib/documents/kind-words'
import { documentLabel } from '@/lib/documents/stages'
import type { DocumentKind } from '@/prisma/generated/enums'
import { ActionLink, ink, Line, type SenderProps, Sheet } from './sheet'

export type SealedProps = SenderProps & {
  /** Of whom it is for. */
  name: string
  kind: DocumentKind
  ordinal: number
  jobTitle: string
  jobNumber: number
  isAttached: boolean
  /** "Nov 30, 2026, 7:46 PM MST" */
  sealed: string
  fingerprint: string
  verifyUrl: string
  /** Null for somebody whose link no longer works. */
  page: { href: string; worksUntil: string } | null
}

/** The email that brings somebody the sealed copy of what they signed. */
export function SealedEmail({ name, kind, ordinal, isAttached, page, ...props }: SealedProps) {
  const { say, known } = props.words
  const what = KIND_WORDS[kind]
  const count = { count: ordinal }
  const copyWords = isAttached
    ? say('Your copy is attached as a PDF. Keep it.')
    : page
      ? say('Your copy is a large file, so it isn’t attached: download it from your page, and keep it.')
      : say('Your copy is a large file, so it isn’t attached: ask {company} for it.', { company: props.company.name })
  const { company, jobTitle, jobNumber, sealed, fingerprint, verifyUrl } = props
  return (
    <Sheet
      sender={props}
      preview={say(`Everybody has signed the ${what} for {job}`, { ...count, job: jobTitle })}
      amount={known(documentLabel({ kind, ordinal }))}
      state={say('Signed by everybody')}
      stateColor={ink}
      paragraphs={[
        say('Hello {name},', { name }),
        `${say(`Everybody has signed the ${what}.`, count)} ${copyWords}`,
        say(
          'It’s sealed: any change to the file shows. Its last pages say who signed when, and have the forms to cancel where the law gives you that right.',
        ),
      ]}
      action={
        page && (
          <ActionLink company={company} href={page.href}>
            {say(`Open the ${what}`, count)}
          </ActionLink>
        )
      }
    >
      <Line label={say('Job')} value={`${jobNumber} · ${jobTitle}`} />
      <Line label={say('Sealed')} value={props.words.day(sealed)} />
      <Line label={say('Fingerprint')} value={fingerprint} />
      <Line label={say('Check the file')} value={verifyUrl} />
      {page && (
        <Line label={say('The link')} value={say('Is yours alone, and works until {day}', { day: page.worksUntil })} />
      )}
    </Sheet>
  )
}
