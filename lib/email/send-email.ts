import 'server-only'
import { render } from '@react-email/render'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { env } from '@/lib/env'
import { enqueue } from '@/lib/queue/enqueue'
import { emailJob } from '@/lib/queue/jobs'
import type { Email } from '@/prisma/generated/client'
import type { PaymentStatus } from '@/prisma/generated/enums'
import { deliver } from './deliver'
import { noteMailServer } from './mail-server'
import { NotDelivered } from './not-delivered'
import { givesUp, nextTryIn } from './retry'
import type { SmtpOptions } from './smtp'
import { writeMessage } from './write-message'
import type { WrittenMessage } from './written'

/** How long a worker's claim to an email holds, in milliseconds. It's renewed while the worker lives. */
const CLAIM = 2 * 60_000
const RENEW_EVERY = 30_000

/**
 * Sends one email of the outbox and records the result and what was sent.
 * - It tells what is true now, or is dropped.
 * - It's never sent twice by itself: not when it was sent, and not when the mail server was given all of it and never
 *   answered. Only a worker that dies between the server's yes and our note of it leaves it to be sent again, with the
 *   same Message-ID.
 * - Only the recipient's refusal ends it at once. Whatever else keeps it from going out is tried again, for a day.
 * What is not delivered after all is shown to a person.
 * @throws what is unexpected, and while another worker is sending it, so that the queue runs it again
 */
export async function sendEmail(orgId: string, emailId: string, options: SmtpOptions = {}): Promise<void> {
  const claimed = await claim(orgId, emailId)
  if (!claimed) return
  const { email, message } = claimed
  const content = {
    subject: message.subject,
    html: await render(message.element),
    text: await render(message.element, { plainText: true }),
  }
  const renewing = setInterval(() => void renew(email).catch(() => {}), RENEW_EVERY)
  let failure: NotDelivered | null = null
  try {
    await deliver(
      {
        // The same id at every attempt lets a mail system that saw the first drop the second.
        messageId: `<${email.id}@${new URL(env().APP_URL).hostname}>`,
        fromName: message.fromName,
        replyTo: message.replyTo,
        to: email.to,
        ...content,
      },
      options,
    )
  } catch (error) {
    if (!(error instanceof NotDelivered)) throw error
    failure = error
  } finally {
    clearInterval(renewing)
  }
  await record(email, content, failure)
  // Any answer about the message shows that the server works.
  const isServers = failure?.outcome === 'server' || failure?.outcome === 'unknown'
  await noteMailServer(isServers ? (failure?.message ?? null) : null)
}

const where = ({ orgId, id }: Pick<Email, 'orgId' | 'id'>) => ({ orgId_id: { orgId, id } })

/** Statuses in which an email goes out. A person can bring it back into one (request-email.ts). */
const UNSENT = ['queued', 'retrying'] as const

/**
 * Claims an email and writes its message as things stand now.
 * @returns null where nothing is to be sent: it was, it is dropped, or it waits for a refund's second half
 */
async function claim(orgId: string, id: string): Promise<{ email: Email; message: WrittenMessage } | null> {
  return forOrg(orgId, async (tx) => {
    // One worker at a time delivers a message. The claim of a worker that died expires.
    const at = now()
    const { count } = await tx.email.updateMany({
      where: {
        ...{ orgId, id, status: { in: [...UNSENT] } },
        OR: [{ claimedUntil: null }, { claimedUntil: { lt: at } }],
      },
      data: { claimedUntil: new Date(at.getTime() + CLAIM) },
    })
    const email = await tx.email.findUnique({ where: where({ orgId, id }) })
    if (!email || !UNSENT.some((status) => status === email.status)) return null
    if (count === 0) throw new Error('another worker is sending this email')
    const written = await writeMessage(tx, email)
    if (written.kind === 'message') {
      const tryingSince = email.tryingSince ?? at
      await tx.email.update({ where: where(email), data: { tryingSince } })
      return { email: { ...email, tryingSince }, message: written }
    }
    // record-outcome.ts queues what waits once the second half is certain; the sweep queues it too.
    await tx.email.update({
      where: where(email),
      data: { claimedUntil: null, ...(written.kind === 'superseded' && superseded(written.by)) },
    })
    return null
  })
}

const superseded = (by: PaymentStatus | null) => ({
  ...{ status: 'superseded' as const, supersededBy: by, attentionAt: null, lastError: null },
})

const renew = ({ orgId, id }: Email) =>
  forOrg(orgId, (tx) =>
    tx.email.updateMany({
      where: { orgId, id, claimedUntil: { not: null } },
      data: { claimedUntil: new Date(now().getTime() + CLAIM) },
    }),
  )

type Content = { subject: string; html: string; text: string }

/** Records how a try ended, and queues the next one where there is one, in one transaction. */
const record = (email: Email, content: Content, failure: NotDelivered | null) =>
  forOrg(email.orgId, async (tx) => {
    const at = now()
    const attempts = email.attempts + 1
    const status = statusAfter(failure, email.tryingSince ?? at, at)
    await tx.email.update({
      where: where(email),
      data: {
        ...{ ...content, status, attempts, claimedUntil: null, lastError: failure?.message ?? null },
        ...(status === 'sent' && { sentAt: at, keptHere: !env().SMTP_URL }),
        ...((status === 'failed' || status === 'unconfirmed') && { attentionAt: at }),
      },
    })
    // Our own times instead of the queue's, which knows nothing of a day.
    if (status === 'retrying') await enqueue(tx, [emailJob(email, { inMs: nextTryIn(attempts) })])
  })

function statusAfter(failure: NotDelivered | null, tryingSince: Date, at: Date): Email['status'] {
  if (!failure) return 'sent'
  if (failure.outcome === 'unknown') return 'unconfirmed'
  return failure.outcome === 'refused' || givesUp(tryingSince, at) ? 'failed' : 'retrying'
}
