import { Body, Container, Head, Heading, Hr, Html, Link, Preview, Section, Text } from '@react-email/components'
import type { Notice } from '@/lib/queue/notice'
import { faint, font, hairline, ink, Line } from './sheet'

/** The email that a member gets about their company. */
export function NoticeEmail({ companyName, title, paragraphs, facts, link }: Notice & { companyName: string }) {
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light" />
      </Head>
      <Preview>{title}</Preview>
      <Body style={{ backgroundColor: '#f7f4ee', fontFamily: font, margin: 0, padding: '32px 12px' }}>
        <Container style={{ backgroundColor: '#fffdf9', maxWidth: 520, padding: '32px 32px 24px', borderRadius: 8 }}>
          <Text style={{ color: faint, fontSize: 14, margin: 0 }}>{companyName}</Text>
          <Heading as="h1" style={{ color: ink, fontSize: 22, fontWeight: 600, margin: '8px 0 16px' }}>
            {title}
          </Heading>
          {paragraphs.map((paragraph) => (
            <Text key={paragraph} style={{ color: ink, fontSize: 15, lineHeight: '24px', margin: '0 0 16px' }}>
              {paragraph}
            </Text>
          ))}
          <Section style={{ borderTop: `1px solid ${hairline}` }}>
            {facts.map(({ label, value }) => (
              <Line key={label} label={label} value={value} />
            ))}
          </Section>
          <Text style={{ fontSize: 15, margin: '20px 0 0' }}>
            <Link href={link.href} style={{ color: ink, textDecoration: 'underline' }}>
              {link.label}
            </Link>
          </Text>
          <Hr style={{ borderColor: 'transparent', margin: '8px 0' }} />
          <Text style={{ color: faint, fontSize: 13, lineHeight: '20px', margin: 0 }}>
            You get this because you answer for {companyName} in Plumbline.
          </Text>
        </Container>
      </Body>
    </Html>
  )
}
