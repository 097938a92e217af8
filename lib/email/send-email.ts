import 'server-only'
import { render } from '@react-email/render'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { env } from '@/lib/env'
import { deliver } from './deliver'
import { writeMessage } from './write-message'

/**
 * Sends one e-mail of the outbox and notes how it went, with what was sent. An e-mail that was sent is not sent again.
 * @param lastTry whether the queue will not come back after this attempt
 * @throws what the mail server answered, after noting it, so that the queue tries again later; not when it will never
 *   take the message (an address that does not exist), or when this was the last try
 */
export async function sendEmail(orgId: string, emailId: string, lastTry: boolean): Promise<void> {
  const where = { orgId_id: { orgId, id: emailId } }
  const found = await forOrg(orgId, async (tx) => {
    // One worker at a time hands a message over; a claim of a worker that died ends by itself.
    const at = now()
    const { count } = await tx.email.updateMany({
      where: {
        orgId,
        id: emailId,
        status: { not: 'sent' },
        OR: [{ claimedUntil: null }, { claimedUntil: { lt: at } }],
      },
      data: { claimedUntil: new Date(at.getTime() + LONGEST_DELIVERY) },
    })
    const email = await tx.email.findUnique({ where })
    if (!email || email.status === 'sent') return null
    if (count === 0) throw new Error('another worker is sending this e-mail')
    const message = await writeMessage(tx, email)
    if (message) return { email, message }
    // Whoever makes it certain has it sent (record-outcome.ts); the sweep comes by as well.
    await tx.email.update({ where, data: { claimedUntil: null } })
    return null
  })
  if (!found) return
  const { email, message } = found
  const content = {
    subject: message.subject,
    html: await render(message.element),
    text: await render(message.element, { plainText: true }),
  }
  try {
    await deliver({
      // The same id at every attempt: a mail system that saw the first may drop the second.
      messageId: `<${email.id}@${new URL(env().APP_URL).hostname}>`,
      fromName: message.fromName,
      replyTo: message.replyTo,
      to: email.to,
      ...content,
    })
  } catch (error) {
    const final = lastTry || isPermanent(error)
    const status = final ? ('failed' as const) : ('retrying' as const)
    await forOrg(orgId, (tx) =>
      tx.email.update({
        where,
        data: {
          ...content,
          status,
          attempts: { increment: 1 },
          lastError: describeMailError(error),
          claimedUntil: null,
        },
      }),
    )
    if (!final) throw error
    return
  }
  await forOrg(orgId, (tx) =>
    tx.email.update({
      where,
      data: {
        ...content,
        status: 'sent',
        attempts: { increment: 1 },
        lastError: null,
        sentAt: now(),
        claimedUntil: null,
      },
    }),
  )
}

/** Longer than all of lib/email/deliver.ts's time-outs together, in milliseconds. */
const LONGEST_DELIVERY = 3 * 60_000

/** The mail server says that it will never take this message (RFC 5321: 5yz), so that trying again is no use. */
const isPermanent = (error: unknown) => ((error as { responseCode?: number }).responseCode ?? 0) >= 500

/** A mail server's words are for people; a broken connection's code is not. */
function describeMailError(error: unknown): string {
  const { response, code } = error as { response?: string; code?: string }
  if (response) return `The mail server answered: ${response.slice(0, 300)}`
  return `The mail server could not be reached (${code ?? 'no code'}).`
}
