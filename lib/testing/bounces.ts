// Delivery status notifications as mail systems write them. Samples of our own, after RFC 3464 and what each is known for.

type Failing = { to: string; original?: string; code?: string; said?: string; action?: string }

const CRLF = '\r\n'
const lines = (...all: string[]) => Buffer.from(all.join(CRLF) + CRLF)

/** Postfix: Original-Recipient beside Final-Recipient, a continued Diagnostic-Code. */
export const postfix = ({ to, original, code = '5.1.1', said, action = 'failed' }: Failing): Buffer =>
  lines(
    'From: MAILER-DAEMON@mx.example.net (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    'To: b-x@bounces.example.com',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="4FA1B2C3.1764480000/mx.example.net"',
    '',
    'This is a MIME-encapsulated message.',
    '',
    '--4FA1B2C3.1764480000/mx.example.net',
    'Content-Description: Notification',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    "I'm sorry to have to inform you that your message could not be delivered.",
    '',
    '--4FA1B2C3.1764480000/mx.example.net',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.net',
    'X-Postfix-Queue-ID: 4FA1B2C3',
    'Arrival-Date: Mon, 30 Nov 2026 05:00:00 +0000 (UTC)',
    '',
    `Final-Recipient: rfc822; ${to}`,
    ...(original ? [`Original-Recipient: rfc822;${original}`] : []),
    `Action: ${action}`,
    `Status: ${code}`,
    'Remote-MTA: dns; mail.example.org',
    `Diagnostic-Code: smtp; ${said ?? `550 ${code} <${to}>: Recipient address rejected:`}`,
    '    User unknown in virtual mailbox table',
    '',
    '--4FA1B2C3.1764480000/mx.example.net',
    'Content-Description: Undelivered Message Headers',
    'Content-Type: text/rfc822-headers',
    '',
    'Subject: The payment link',
    '',
    '--4FA1B2C3.1764480000/mx.example.net--',
  )

/** Exchange: the report nested in multipart/mixed, in base64, `RFC822` in capitals and words in the status. */
export const exchange = ({ to, code = '5.1.10' }: Failing): Buffer => {
  const report = [
    'Reporting-MTA: dns;BN0PR01MB1234.prod.exchangelabs.com',
    'Received-From-MTA: dns;mail.example.com',
    '',
    `Original-Recipient: rfc822;${to}`,
    `Final-Recipient: RFC822;${to.toUpperCase()}`,
    'Action: failed',
    `Status: ${code}`,
    `Diagnostic-Code: smtp;550 ${code} RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup`,
    'X-Display-Name: Olivia',
    '',
  ].join(CRLF)
  return lines(
    'From: <postmaster@example.onmicrosoft.com>',
    'Subject: Undeliverable: Your agreement',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="outer"',
    'X-MS-Exchange-Message-Is-Ndr:',
    '',
    '--outer',
    'Content-Type: multipart/alternative; boundary="inner"',
    '',
    '--inner',
    'Content-Type: text/plain; charset="us-ascii"',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Your message couldn=E2=80=99t be delivered.',
    '--inner',
    'Content-Type: text/html; charset="us-ascii"',
    '',
    '<html><body><b>Your message</b> couldn&rsquo;t be delivered.</body></html>',
    '--inner--',
    '--outer',
    'Content-Type: message/delivery-status',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(report).toString('base64').replace(/.{76}/g, `$&${CRLF}`),
    '--outer--',
  )
}

/** Gmail: Final-Recipient first, a Diagnostic-Code over several lines with codes in front of each. */
export const gmail = ({ to, action = 'failed', code = '5.1.1' }: Failing): Buffer =>
  lines(
    'From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    'Auto-Submitted: auto-replied',
    'Subject: Delivery Status Notification (Failure)',
    'References: <abc@example.com>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; boundary="000000000000a1b2c3"; report-type=delivery-status',
    '',
    '--000000000000a1b2c3',
    'Content-Type: multipart/related; boundary="000000000000d4e5f6"',
    '',
    '--000000000000d4e5f6',
    'Content-Type: text/plain; charset="UTF-8"',
    '',
    '** Address not found **',
    '--000000000000d4e5f6',
    'Content-Type: image/png; name="icon.png"',
    'Content-Transfer-Encoding: base64',
    '',
    'iVBORw0KGgo=',
    '--000000000000d4e5f6--',
    '--000000000000a1b2c3',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; googlemail.com',
    'Arrival-Date: Mon, 30 Nov 2026 05:00:00 -0800 (PST)',
    'X-Original-Message-ID: <abc@example.com>',
    '',
    `Final-Recipient: rfc822; ${to}`,
    `Action: ${action}`,
    `Status: ${code}`,
    `Diagnostic-Code: smtp; 550-${code} The email account that you tried to reach does not exist. Please try`,
    ` 550-${code} double-checking the recipient's email address for typos. For more information, go to`,
    ` 550 ${code}  https://support.google.com/mail/?p=NoSuchUser - gsmtp`,
    'Last-Attempt-Date: Mon, 30 Nov 2026 05:00:01 -0800 (PST)',
    '',
    '--000000000000a1b2c3--',
  )

/** "I'm on vacation": no news about delivery. */
export const vacation = (): Buffer =>
  lines(
    'From: olivia@example.com',
    'Subject: Out of office',
    'Auto-Submitted: auto-replied',
    'Content-Type: text/plain',
    '',
    'Final-Recipient: rfc822; olivia@example.com',
    'Action: failed',
    'Status: 5.1.1',
  )
