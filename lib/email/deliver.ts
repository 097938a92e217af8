import 'server-only'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { env, isLocal } from '@/lib/env'
import { isOwnMailServer } from '@/lib/environment/mail'
import { countMail } from '@/lib/metrics/registry'
import { withoutLinks } from '@/lib/plain-links'
import { NotDelivered } from './not-delivered'
import { type Accepted, type SmtpOptions, sendBySmtp } from './smtp'
import type { Attachment, InlinePicture } from './written'

export type Message = {
  messageId: string
  fromName: string
  replyTo: string | null
  to: string
  /** Where it goes if it comes back, instead of to the address that it's from. */
  returnPath?: string | null
  subject: string
  html: string
  text: string
  inline?: InlinePicture | null
  attachment?: Attachment | null
}

/** Shown in its place, and never listed among the attachments. */
const inlinePart = ({ cid, png }: InlinePicture) => ({
  ...{ cid, content: Buffer.from(png), contentType: 'image/png', filename: 'logo.png' },
  contentDisposition: 'inline' as const,
})

const attachedPart = ({ fileName, pdf }: Attachment) => ({
  ...{ content: Buffer.from(pdf), contentType: 'application/pdf', filename: fileName },
  contentDisposition: 'attachment' as const,
})

/**
 * Delivers a message to the mail server of SMTP_URL. Without one (on a developer's machine only, lib/env.ts) the message
 * stays in the outbox, which the mailbox page shows.
 * @returns who took it; null where nobody did
 * @throws {NotDelivered} with what is certain about it
 */
export async function deliver(message: Message, options: SmtpOptions = {}): Promise<Accepted | null> {
  const { SMTP_URL: url, MAIL_FROM, APP_URL } = env()
  if (!url) return null
  const node = new MailComposer({
    messageId: message.messageId,
    // A name of several lines is still one name, and names no address or site as the one that an email comes from.
    from: {
      name: `${withoutLinks(message.fromName).replace(/\s+/g, ' ')} via Plumbline`,
      address: MAIL_FROM ?? `receipts@${new URL(APP_URL).hostname}`,
    },
    to: { name: '', address: message.to }, // one address, whatever is in it
    ...(message.replyTo && { replyTo: message.replyTo }),
    subject: message.subject,
    html: message.html,
    text: message.text,
    attachments: [
      ...(message.inline ? [inlinePart(message.inline)] : []),
      ...(message.attachment ? [attachedPart(message.attachment)] : []),
    ],
  }).compile()
  const { from, to } = node.getEnvelope()
  const mail = { from: message.returnPath ?? (from || ''), to: to[0] ?? '', content: await node.build() }
  try {
    const accepted = await sendBySmtp(url, mail, { ...options, mayBeClear: isLocal() && isOwnMailServer(url) })
    countMail('sent')
    return accepted
  } catch (error) {
    if (error instanceof NotDelivered) countMail(error.outcome)
    throw error
  }
}
