import 'server-only'
import nodemailer, { type Transporter } from 'nodemailer'
import { env } from '@/lib/env'

export type Message = {
  messageId: string
  fromName: string
  replyTo: string | null
  to: string
  subject: string
  html: string
  text: string
}

let transport: { url: string; transporter: Transporter } | undefined

/**
 * Delivers a message to the mail server of SMTP_URL. Without one (on a developer's machine only, lib/env.ts) the message
 * stays in the outbox, which the local mailbox page shows.
 * @throws when the mail server refuses the message or can't be reached
 */
export async function deliver(message: Message): Promise<void> {
  const { SMTP_URL: url, MAIL_FROM, APP_URL } = env()
  if (!url) return
  if (transport?.url !== url) {
    const timeouts = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 }
    transport = { url, transporter: nodemailer.createTransport({ url, ...timeouts }) }
  }
  await transport.transporter.sendMail({
    messageId: message.messageId,
    from: { name: `${message.fromName} via Plumbline`, address: MAIL_FROM ?? `receipts@${new URL(APP_URL).hostname}` },
    to: message.to,
    ...(message.replyTo && { replyTo: message.replyTo }),
    subject: message.subject,
    html: message.html,
    text: message.text,
  })
}
