import {
  Body,
  Column,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Img,
  Link,
  Preview,
  Row,
  Section,
  Text,
} from '@react-email/components'
import type { ReactNode } from 'react'
import { type CompanyFace, fitLogo } from '@/lib/company/face'
import { LOCALES } from '@/lib/language/language'
import type { Words } from '@/lib/language/say'
import { logoCid } from '../logo-part'

export type SenderProps = {
  company: CompanyFace
  /** Whether a reply reaches the company. */
  canReply: boolean
  /** How whoever gets it is spoken to. */
  words: Words
}

export const ink = '#1d1b18'
export const faint = '#6b665e'
export const hairline = '#e2ddd3'
export const font = "Geist, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"

/** One fact: its label and its value. */
export function Line({ label, value }: { label: string; value: string }) {
  return (
    <Row style={{ borderBottom: `1px solid ${hairline}` }}>
      <Column style={{ color: faint, fontSize: 14, padding: '10px 16px 10px 0', verticalAlign: 'top', width: '38%' }}>
        {label}
      </Column>
      <Column style={{ color: ink, fontSize: 14, padding: '10px 0', textAlign: 'right' }}>{value}</Column>
    </Row>
  )
}

/** Where an email leads, in the company's color. */
export function ActionLink({ company, href, children }: { company: CompanyFace; href: string; children: ReactNode }) {
  const colors = { backgroundColor: company.color?.text ?? ink, color: '#ffffff' }
  const shape = { borderRadius: 8, display: 'inline-block', padding: '12px 20px' }
  return (
    <Section style={{ margin: '8px 0 24px' }}>
      <Link href={href} style={{ ...colors, ...shape, fontSize: 16, fontWeight: 600, textDecoration: 'none' }}>
        {children}
      </Link>
    </Section>
  )
}

export type JobProps = {
  jobTitle: string
  jobNumber: number
  siteAddress: string
  /** PaySimple's number of the payment. */
  reference: string | null
  /** Money as people read it. */
  total: string
  remaining: string
}

/** The facts at the end of every email about a payment: the job, and what is paid and owed on it. */
export function JobLines({
  jobTitle,
  jobNumber,
  siteAddress,
  reference,
  total,
  remaining,
  words: { say },
}: JobProps & Pick<SenderProps, 'words'>) {
  return (
    <>
      <Line label={say('Job')} value={`${jobNumber} · ${jobTitle}`} />
      {siteAddress && <Line label={say('Address')} value={siteAddress} />}
      {reference && <Line label={say('Reference')} value={reference} />}
      <Line label={say('Job total')} value={total} />
      <Line label={say('Balance due')} value={remaining} />
    </>
  )
}

const CompanyLogo = ({ logo, name }: { logo: NonNullable<CompanyFace['logo']>; name: string }) => (
  <Img src={`cid:${logoCid(logo.hash)}`} alt={name} {...fitLogo(logo)} style={{ margin: '0 0 16px' }} />
)

/** Who the company is, as far as it says so. */
function CompanyLines({ legalName, address, licenses, website, footer, color }: CompanyFace) {
  const lines = [...[legalName, address].filter((each) => each !== null), licenses.join(' · '), ...footer]
  const said = [...new Set(lines.filter((each) => each !== ''))]
  if (said.length === 0 && website === null) return null
  const style = { color: faint, fontSize: 13, lineHeight: '20px', margin: '0' }
  return (
    <Section style={{ borderTop: `1px solid ${hairline}`, marginTop: 16, paddingTop: 12 }}>
      {said.map((each) => (
        <Text key={each} style={style}>
          {each}
        </Text>
      ))}
      {website && (
        <Text style={style}>
          <Link href={website.href} style={{ color: color?.text ?? ink, textDecoration: 'underline' }}>
            {website.label}
          </Link>
        </Text>
      )}
    </Section>
  )
}

type SheetProps = {
  sender: SenderProps
  /** What a mailbox shows beside the subject. */
  preview: string
  /** The largest thing on it: an amount. */
  amount: string
  /** What happened, with its sign. */
  state: string
  stateColor: string
  /** Sentences above the facts. */
  paragraphs: readonly string[]
  /** What to press, below them. */
  action?: ReactNode
  /** Lines. */
  children: ReactNode
}

/** The sheet that every email to a customer is written on. */
export function Sheet({
  sender: {
    company,
    canReply,
    words: { language, say },
  },
  preview,
  amount,
  state,
  stateColor,
  paragraphs,
  action,
  children,
}: SheetProps) {
  const contact = [company.phone, company.email].filter(Boolean).join(` ${say('or')} `)
  return (
    <Html lang={LOCALES[language]}>
      <Head>
        <meta name="color-scheme" content="light" />
      </Head>
      <Preview>{preview}</Preview>
      <Body style={{ backgroundColor: '#f7f4ee', fontFamily: font, margin: 0, padding: '32px 12px' }}>
        <Container
          style={{
            ...{ backgroundColor: '#fffdf9', maxWidth: 520, padding: '32px 32px 24px', borderRadius: 8 },
            ...(company.color && { borderTop: `6px solid ${company.color.fill}` }),
          }}
        >
          {company.logo && <CompanyLogo logo={company.logo} name={company.name} />}
          <Text style={{ color: faint, fontSize: 14, margin: 0 }}>{company.name}</Text>
          <Heading
            as="h1"
            style={{ color: ink, fontSize: 34, fontWeight: 600, letterSpacing: -0.5, margin: '8px 0 4px' }}
          >
            {amount}
          </Heading>
          <Text style={{ color: stateColor, fontSize: 16, margin: '0 0 16px' }}>{state}</Text>
          {paragraphs.map((paragraph) => (
            <Text key={paragraph} style={{ color: ink, fontSize: 15, lineHeight: '24px', margin: '0 0 16px' }}>
              {paragraph}
            </Text>
          ))}
          {action}
          <Section style={{ borderTop: `1px solid ${hairline}` }}>{children}</Section>
          <Hr style={{ borderColor: 'transparent', margin: '8px 0' }} />
          {(contact || canReply) && (
            <Text style={{ color: faint, fontSize: 13, lineHeight: '20px', margin: 0 }}>
              {contact
                ? say('Questions? Contact {company}: {contact}.', { company: company.name, contact })
                : say('Questions? Reply to this email to reach {company}.', { company: company.name })}
            </Text>
          )}
          <CompanyLines {...company} />
        </Container>
      </Body>
    </Html>
  )
}
