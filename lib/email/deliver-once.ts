import 'server-only'
import { render } from '@react-email/render'
import type { ReactElement } from 'react'
import { env } from '@/lib/env'
import { deliver } from './deliver'
import { NotDelivered } from './not-delivered'
import type { SmtpOptions } from './smtp'

/** What the mail server refused, or was given all of: neither goes again. */
const OVER: NotDelivered['outcome'][] = ['refused', 'unknown']

type Notice = {
  /** Of what it tells of: the message's own id is made of it. */
  id: string
  fromName: string
  to: string
  subject: string
  element: ReactElement
}

/**
 * Delivers an email that nobody answers and no copy is kept of. One that was refused, or that may have arrived, counts as
 * delivered: it doesn't go again.
 * @throws {NotDelivered} while the mail server can't take it, so that the queue tries again
 */
export async function deliverOnce({ id, element, ...notice }: Notice, options: SmtpOptions): Promise<void> {
  const message = {
    ...notice,
    messageId: `<${id}@${new URL(env().APP_URL).hostname}>`,
    replyTo: null,
    html: await render(element),
    text: await render(element, { plainText: true }),
  }
  try {
    await deliver(message, options)
  } catch (error) {
    if (!(error instanceof NotDelivered) || !OVER.includes(error.outcome)) throw error
  }
}
