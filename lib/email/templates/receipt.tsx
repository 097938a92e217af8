import { Body, Column, Container, Head, Heading, Hr, Html, Preview, Row, Section, Text } from '@react-email/components'

export type ReceiptProps = {
  companyName: string
  companyPhone: string | null
  companyEmail: string | null
  customerName: string
  jobTitle: string
  jobNumber: number
  siteAddress: string
  /** Money as people read it. */
  amount: string
  card: string
  /** "Nov 21, 2026, 2:14 PM" */
  takenAt: string
  settles: string | null
  reference: string | null
  total: string
  remaining: string
}

const ink = '#1d1b18'
const faint = '#6b665e'
const hairline = '#e2ddd3'
const font = "Geist, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"

function Line({ label, value }: { label: string; value: string }) {
  return (
    <Row style={{ borderBottom: `1px solid ${hairline}` }}>
      <Column style={{ color: faint, fontSize: 14, padding: '10px 16px 10px 0', verticalAlign: 'top', width: '38%' }}>
        {label}
      </Column>
      <Column style={{ color: ink, fontSize: 14, padding: '10px 0', textAlign: 'right' }}>{value}</Column>
    </Row>
  )
}

/** The confirmation that the customer gets once a payment is authorized. */
export function Receipt(props: ReceiptProps) {
  const contact = [props.companyPhone, props.companyEmail].filter(Boolean).join(' or ')
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light" />
      </Head>
      <Preview>{`${props.amount} to ${props.companyName}: your payment is authorized.`}</Preview>
      <Body style={{ backgroundColor: '#f7f4ee', fontFamily: font, margin: 0, padding: '32px 12px' }}>
        <Container style={{ backgroundColor: '#fffdf9', maxWidth: 520, padding: '32px 32px 24px', borderRadius: 8 }}>
          <Text style={{ color: faint, fontSize: 14, margin: 0 }}>{props.companyName}</Text>
          <Heading
            as="h1"
            style={{ color: ink, fontSize: 34, fontWeight: 600, letterSpacing: -0.5, margin: '8px 0 4px' }}
          >
            {props.amount}
          </Heading>
          <Text style={{ color: '#2c6a45', fontSize: 16, margin: '0 0 16px' }}>✓ Payment authorized</Text>
          <Text style={{ color: ink, fontSize: 15, lineHeight: '24px', margin: '0 0 16px' }}>
            {`Thank you, ${props.customerName}. This confirms your payment for ${props.jobTitle}.`}
          </Text>
          <Section style={{ borderTop: `1px solid ${hairline}` }}>
            <Line label="Paid with" value={props.card} />
            <Line label="Date" value={props.takenAt} />
            {props.settles && <Line label="Expected to settle" value={props.settles} />}
            <Line label="Job" value={`${props.jobNumber} · ${props.jobTitle}`} />
            {props.siteAddress && <Line label="Address" value={props.siteAddress} />}
            {props.reference && <Line label="Reference" value={props.reference} />}
            <Line label="Total of the job" value={props.total} />
            <Line label="Remaining" value={props.remaining} />
          </Section>
          <Hr style={{ borderColor: 'transparent', margin: '8px 0' }} />
          <Text style={{ color: faint, fontSize: 13, lineHeight: '20px', margin: 0 }}>
            {contact
              ? `Is something not right? Call or write to ${props.companyName}: ${contact}.`
              : `Is something not right? Reply to this e-mail to reach ${props.companyName}.`}
          </Text>
        </Container>
      </Body>
    </Html>
  )
}
