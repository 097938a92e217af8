import 'server-only'
import { render } from '@react-email/render'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { env } from '@/lib/env'
import { deliver } from './deliver'
import { writeMessage } from './write-message'

/**
 * Sends one email of the outbox and records the result and what was sent. Never sends an email twice that was sent.
 * @param lastTry whether the queue gives up after this attempt
 * @throws the mail server's error, after recording it, so that the queue tries again later. Doesn't throw when the
 *   server will never take the message (an address that doesn't exist), or when this was the last try.
 */
export async function sendEmail(orgId: string, emailId: string, lastTry: boolean): Promise<void> {
  const where = { orgId_id: { orgId, id: emailId } }
  const found = await forOrg(orgId, async (tx) => {
    // One worker at a time delivers a message. The claim of a worker that died expires.
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
    if (count === 0) throw new Error('another worker is sending this email')
    const message = await writeMessage(tx, email)
    if (message) return { email, message }
    // record-outcome.ts queues it once the second half is certain; the sweep queues it too.
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
      // The same id at every attempt lets a mail system that saw the first drop the second.
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

/** Longer than all timeouts of lib/email/deliver.ts together, in milliseconds. */
const LONGEST_DELIVERY = 3 * 60_000

/** The mail server says that it will never take this message (RFC 5321: 5yz), so trying again is useless. */
const isPermanent = (error: unknown) => ((error as { responseCode?: number }).responseCode ?? 0) >= 500

/** The error in words for people. A mail server's answer is already in words; a broken connection only has a code. */
function describeMailError(error: unknown): string {
  const { response, code } = error as { response?: string; code?: string }
  if (response) return `The mail server answered: ${response.slice(0, 300)}`
  return `The mail server couldn’t be reached (${code ?? 'no code'}).`
}
