import 'server-only'
import { now } from '@/lib/dates'
import { forSystem } from '@/lib/db'

/** Notes that the mail server works, or how it fails. The first failure of several in a row stays. */
export const noteMailServer = (failure: string | null): Promise<void> =>
  forSystem(async (tx) => {
    // No write while nothing changes: this comes with each email.
    if (failure === null)
      await tx.mailServer.updateMany({
        where: { failingSince: { not: null } },
        data: { failingSince: null, lastError: null },
      })
    else
      await tx.mailServer.updateMany({
        where: { failingSince: null },
        data: { failingSince: now(), lastError: failure },
      })
  })

export type MailHealth = {
  /** Whether the mail server took, or answered, what it was last given. */
  ok: boolean
  /** How many emails wait to be sent. One about a partial refund waits for its second half, for an hour at most. */
  waiting: number
  /** Since when the oldest of them does (ISO 8601). */
  waitingSince: string | null
  /** Since when the mail server can't be reached, or lets nobody in. */
  serverFailingSince: string | null
  /** How many emails failed or may not have arrived, and nobody has looked at yet. */
  undelivered: number
}

/** How mail is doing, for the health check. @throws when the database doesn't answer */
export const getMailHealth = (): Promise<MailHealth> =>
  forSystem(async (tx) => {
    const [counts] = await tx.$queryRaw<{ waiting: bigint; since: Date | null; undelivered: bigint }[]>`
      select waiting, waiting_since as since, undelivered from public.mail_waiting()`
    const server = await tx.mailServer.findFirst()
    return {
      ok: !server?.failingSince,
      waiting: Number(counts?.waiting ?? 0),
      waitingSince: counts?.since?.toISOString() ?? null,
      serverFailingSince: server?.failingSince?.toISOString() ?? null,
      undelivered: Number(counts?.undelivered ?? 0),
    }
  })
