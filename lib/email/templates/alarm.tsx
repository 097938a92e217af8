import { Body, Container, Head, Heading, Html, Link, Preview, Text } from '@react-email/components'
import { ink } from './sheet'

const faint = '#6b665e'
const font = "Geist, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"

export type AlarmProps = {
  /** The company, or the installation. */
  of: string
  title: string
  /** What happened, in sentences. */
  words: string
  /** "Nov 21, 2026, 2:14 PM" */
  at: string
  /** Where to look, and where to choose which of these to get; null for whoever runs the installation. */
  log: string | null
  choose: string | null
  /** Where a person looks at their own sign-in, where that is what it is about. */
  account?: string | null
}

/** The email that tells somebody of what happened at the doors. */
export function AlarmEmail({ of, title, words, at, log, choose, account = null }: AlarmProps) {
  const line = { color: ink, fontSize: 15, lineHeight: '24px', margin: '0 0 16px' }
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light" />
      </Head>
      <Preview>{words}</Preview>
      <Body style={{ backgroundColor: '#f7f4ee', fontFamily: font, margin: 0, padding: '32px 12px' }}>
        <Container style={{ backgroundColor: '#fffdf9', maxWidth: 520, padding: '32px 32px 24px', borderRadius: 8 }}>
          <Text style={{ color: faint, fontSize: 14, margin: 0 }}>{of}</Text>
          <Heading as="h1" style={{ color: ink, fontSize: 24, fontWeight: 600, margin: '8px 0 16px' }}>
            {title}
          </Heading>
          <Text style={line}>{words}</Text>
          <Text style={line}>{at}</Text>
          {log && (
            <Text style={line}>
              If you don’t know of this, look at the log first: <Link href={log}>{log}</Link>
            </Text>
          )}
          {account ? (
            <Text style={{ ...line, margin: 0 }}>
              If this wasn’t you, change your password now: <Link href={account}>{account}</Link>
            </Text>
          ) : (
            <Text style={{ color: faint, fontSize: 13, lineHeight: '20px', margin: 0 }}>
              More of the same within an hour isn’t emailed. The log has all of it.
              {choose && ' You choose which of these emails you get under Settings, Alarms.'}
            </Text>
          )}
        </Container>
      </Body>
    </Html>
  )
}
