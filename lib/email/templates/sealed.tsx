import { Link, Section } from '@react-email/components'
import { ink, Line, type SenderProps, Sheet } from './sheet'

export type SealedProps = SenderProps & {
  /** Of whom it is for. */
  name: string
  /** "Agreement", "Change order 2" */
  label: string
  /** "agreement" */
  what: string
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
export function SealedEmail({ name, label, what, isAttached, page, ...props }: SealedProps) {
  const { company, jobTitle, jobNumber, sealed, fingerprint, verifyUrl } = props
  return (
    <Sheet
      sender={props}
      preview={`Everybody has signed the ${what} for ${jobTitle}`}
      amount={label}
      state="Signed by everybody"
      stateColor={ink}
      paragraphs={[
        `Hello ${name},`,
        `Everybody has signed the ${what}. ${
          isAttached
            ? 'Your copy is attached as a PDF. Keep it.'
            : page
              ? 'Your copy is a large file, so it isn’t attached: download it from your page, and keep it.'
              : `Your copy is a large file, so it isn’t attached: ask ${company.name} for it.`
        }`,
        'It’s sealed: any change to the file shows. Its last pages say who signed when, and have the forms to cancel where the law gives you that right.',
      ]}
      action={
        page && (
          <Section style={{ margin: '8px 0 24px' }}>
            <Link
              href={page.href}
              style={{
                ...{ backgroundColor: company.color?.text ?? ink, color: '#ffffff', borderRadius: 8 },
                ...{
                  display: 'inline-block',
                  fontSize: 16,
                  fontWeight: 600,
                  padding: '12px 20px',
                  textDecoration: 'none',
                },
              }}
            >
              Open the {what}
            </Link>
          </Section>
        )
      }
    >
      <Line label="Job" value={`${jobNumber} · ${jobTitle}`} />
      <Line label="Sealed" value={sealed} />
      <Line label="Fingerprint" value={fingerprint} />
      <Line label="Check the file" value={verifyUrl} />
      {page && <Line label="The link" value={`Is yours alone, and works until ${page.worksUntil}`} />}
    </Sheet>
  )
}
