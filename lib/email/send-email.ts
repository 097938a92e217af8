import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { render } from '@react-email/render'
import { maskCardNumbers } from '@/lib/card-in-text'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { env } from '@/lib/env'
import { enqueue } from '@/lib/queue/enqueue'
import { emailJob } from '@/lib/queue/jobs'
import type { Email } from '@/prisma/generated/client'
import type { PaymentStatus } from '@/prisma/generated/enums'
import { attachedReceipt } from './attached-receipt'
import { deliver } from './deliver'
import { noteMailServer } from './mail-server'
import { NotDelivered, withoutTokens } from './not-delivered'
import { givesUp, nextTryIn } from './retry'
import { returnPathOf } from './return-path'
import type { Accepted, SmtpOptions } from './smtp'
import { writeMessage } from './write-message'
import type { WrittenMessage } from './written'

/** How long a worker's claim to an email holds, in milliseconds. It's renewed while the worker lives. */
const CLAIM = 2 * 60_000
const RENEW_EVERY = 30_000

const SECOND = 1_000
/** The waits between tries to note how a delivery ended, in milliseconds: a database that restarts is back by then. */
const NOTE_AGAIN_IN = [0.2, 0.5, 1, 2, 5, 10, 20, 30, 30, 30].map((seconds) => seconds * SECOND)

type Options = Omit<SmtpOptions, 'beforeHandover'> & { noteAgainIn?: readonly number[] }

/**
 * Sends one email of the outbox and records the result and what was sent.
 * - It tells what is true now, or is dropped.
 * - It's never sent twice by itself. That all of it is about to be given to the mail server is noted before. A try that
 *   finds that note without an answer, whatever happened to the one before, leaves the email to a person: it may have
 *   arrived.
 * - Only the recipient's refusal ends it at once. Whatever else keeps it from going out is tried again, for a day.
 * What is not delivered after all is shown to a person.
 * @throws what is unexpected, and while another worker is sending it, so that the queue runs it again
 */
export async function sendEmail(orgId: string, emailId: string, options: Options = {}): Promise<void> {
  const claimed = await claim(orgId, emailId)
  if (!claimed) return
  const { email, message } = claimed
  const content = {
    subject: message.subject,
    html: await render(message.element),
    text: await render(message.element, { plainText: true }),
  }
  const kept = withoutSecret(content, message.secret)
  const attachment = await attachedReceipt(message)
  const { noteAgainIn = NOTE_AGAIN_IN, ...smtp } = options
  const renewing = setInterval(() => void renew(email).catch(() => {}), RENEW_EVERY)
  const handover: Handover = { at: null, isNoted: false }
  let failure: NotDelivered | null = null
  let accepted: Accepted | null = null
  try {
    try {
      accepted = await deliver(
        {
          // The same id at every attempt lets a mail system that saw the first drop the second.
          messageId: `<${email.id}@${new URL(env().APP_URL).hostname}>`,
          fromName: message.fromName,
          replyTo: message.replyTo,
          to: email.to,
          returnPath: email.kind === 'notice' ? null : returnPathOf(email.id),
          inline: message.inline,
          attachment,
          ...content,
        },
        { ...smtp, beforeHandover: () => noteHandover(email, kept, handover) },
      )
    } catch (error) {
      if (error instanceof TakenOver) return
      if (!(error instanceof NotDelivered)) throw error
      failure = error
    }
    await again(() => record(email, kept, failure ?? accepted, handover), noteAgainIn, smtp.signal)
  } finally {
    clearInterval(renewing)
  }
  // Any answer about the message shows that the server works.
  const isServers = failure?.outcome === 'server' || failure?.outcome === 'unknown'
  await noteMailServer(isServers ? (failure?.message ?? null) : null)
}

/** Does it until it succeeds, with these waits, in milliseconds. @throws its last error, at once when the worker stops */
async function again(work: () => Promise<void>, waits: readonly number[], signal: AbortSignal | undefined) {
  for (const ms of waits)
    try {
      return await work()
    } catch (error) {
      if (signal?.aborted) throw error
      await wait(ms, undefined, { signal }).catch(() => {}) // once more before it stops
    }
  await work()
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
    if (email.handedOverAt) {
      await tx.email.update({
        where: where(email),
        data: {
          ...{ status: 'unconfirmed', attempts: email.attempts + 1, attentionAt: at, claimedUntil: null },
          lastError: 'The mail server was given the message, and its answer was lost.',
        },
      })
      return null
    }
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

const withoutSecret = ({ subject, html, text }: Content, secret: string | undefined): Content =>
  secret ? { subject, html: html.replaceAll(secret, '…'), text: text.replaceAll(secret, '…') } : { subject, html, text }

/** When a try handed the email over, and whether that is surely noted. */
type Handover = { at: Date | null; isNoted: boolean }

/** Another worker has sent the email, or is about to: this one slept through its claim. */
class TakenOver extends Error {}

/**
 * Notes that the mail server is about to be given all of the email, and what it says. Of all workers one gets this far.
 * @throws {NotDelivered} where it can't be noted: nothing is given then
 * @throws {TakenOver}
 */
async function noteHandover({ orgId, id }: Email, content: Content, handover: Handover): Promise<void> {
  const handedOverAt = now()
  handover.at = handedOverAt
  const { count } = await forOrg(orgId, (tx) =>
    tx.email.updateMany({
      where: { orgId, id, status: { in: [...UNSENT] }, claimedUntil: { not: null }, handedOverAt: null },
      data: { ...content, handedOverAt },
    }),
  ).catch(() => {
    throw new NotDelivered('later', 'Plumbline couldn’t note that it was about to be sent.')
  })
  if (count === 0) throw new TakenOver()
  handover.isNoted = true
}

/** Records how a try ended, and queues the next one where there is one, in one transaction. */
const record = (
  email: Email,
  content: Content,
  outcome: NotDelivered | Accepted | null,
  { at: handedOverAt, isNoted }: Handover,
) =>
  forOrg(email.orgId, async (tx) => {
    const at = now()
    const attempts = email.attempts + 1
    const failure = outcome instanceof NotDelivered ? outcome : null
    const accepted = outcome instanceof NotDelivered ? null : outcome
    const status = statusAfter(failure, email.tryingSince ?? at, at)
    const ofReader = isNoted && !failure ? (['sent'] as const) : [] // who may have been faster than the mail server's yes
    const { orgId, id } = email
    const { count } = await tx.email.updateMany({
      // Only of this try: another worker may have found it handed over, and a person may have had it sent again since.
      where: {
        ...{ orgId, id, status: { in: [...UNSENT, 'unconfirmed', ...ofReader] } },
        ...(isNoted ? { handedOverAt } : { OR: [{ handedOverAt: null }, { handedOverAt }] }),
      },
      data: {
        ...{ ...content, status, attempts, claimedUntil: null, lastError: failure?.message ?? null },
        attentionAt: status === 'failed' || status === 'unconfirmed' ? at : null,
        ...(status === 'sent' && { sentAt: at, keptHere: !env().SMTP_URL }),
        // As evidence: who took it, and in which words.
        ...(accepted && { serverHost: accepted.host, serverAnswer: saidBy(accepted) }),
        // After a no it may be handed over again.
        ...((status === 'failed' || status === 'retrying') && { handedOverAt: null }),
      },
    })
    if (count === 0) return
    // Our own times instead of the queue's, which knows nothing of a day.
    if (status === 'retrying') await enqueue(tx, [emailJob(email, { inMs: nextTryIn(attempts) })])
  })

/** A mail server's words as they may be kept. */
const saidBy = ({ answer }: Accepted): string => maskCardNumbers(withoutTokens(answer)).slice(0, 500)

function statusAfter(failure: NotDelivered | null, tryingSince: Date, at: Date): Email['status'] {
  if (!failure) return 'sent'
  if (failure.outcome === 'unknown') return 'unconfirmed'
  return failure.outcome === 'refused' || givesUp(tryingSince, at) ? 'failed' : 'retrying'
}
