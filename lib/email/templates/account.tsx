import { Body, Button, Container, Head, Heading, Html, Preview, Text } from '@react-email/components'
import { ink } from './sheet'

const faint = '#6b665e'
const font = "Geist, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"

export type AccountProps = {
  title: string
  /** What it is about, a paragraph each. */
  words: readonly string[]
  /** What opens the link, and its address. */
  button: { label: string; href: string }
  /** What to do for somebody who knows nothing of it. */
  otherwise: string
}

/** The email with a one-time link about somebody's sign-in. */
export function AccountEmail({ title, words, button, otherwise }: AccountProps) {
  const line = { color: ink, fontSize: 15, lineHeight: '24px', margin: '0 0 16px' }
  const small = { color: faint, fontSize: 13, lineHeight: '20px', margin: '16px 0 0' }
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light" />
      </Head>
      <Preview>{words[0] ?? title}</Preview>
      <Body style={{ backgroundColor: '#f7f4ee', fontFamily: font, margin: 0, padding: '32px 12px' }}>
        <Container style={{ backgroundColor: '#fffdf9', maxWidth: 520, padding: '32px 32px 24px', borderRadius: 8 }}>
          <Text style={{ color: faint, fontSize: 14, margin: 0 }}>Plumbline</Text>
          <Heading as="h1" style={{ color: ink, fontSize: 24, fontWeight: 600, margin: '8px 0 16px' }}>
            {title}
          </Heading>
          {words.map((each) => (
            <Text key={each} style={line}>
              {each}
            </Text>
          ))}
          <Button
            href={button.href}
            style={{
              ...{ backgroundColor: ink, color: '#fffdf9', borderRadius: 6, fontSize: 15, fontWeight: 600 },
              padding: '12px 20px',
            }}
          >
            {button.label}
          </Button>
          <Text style={small}>If the button doesn’t work, copy this address: {button.href}</Text>
          <Text style={small}>{otherwise}</Text>
        </Container>
      </Body>
    </Html>
  )
}
