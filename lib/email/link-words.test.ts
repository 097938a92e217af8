import { describe, expect, it } from 'vitest'
import { EmailStatus } from '@/prisma/generated/enums'
import { deliverySentence, linkUntil, linkWorks, madeSentence, openedSentence, untilSentence } from './link-words'
import type { ListedLink } from './listed-links'

const ZONE = 'America/Denver'
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 30, 21, minutes))
const link = (changes: Partial<ListedLink> = {}): ListedLink => ({
  ...{ id: 'l1', name: 'Olivia Marsh', email: 'olivia@example.com', way: 'email', createdAt: at(0) },
  ...{ createdByName: 'Marco Diaz', expiresAt: at(100), lastUsedAt: null, uses: 0, revokedAt: null },
  ...{ revokedByName: null, addressUntil: null, emailId: null, emailStatus: null, emailKeptHere: null },
  ...{ emailSentAt: null, emailError: null, ...changes },
})
const room = (changes: Partial<ListedLink> = {}) => link({ way: 'room', email: null, addressUntil: at(30), ...changes })

describe('a link in the office’s list', () => {
  it('works until its time is over or it is revoked', () => {
    expect(linkWorks(link(), at(99))).toBe(true)
    expect(untilSentence(link(), at(99), ZONE)).toBe('Works until Nov 30, 2026, 3:40 PM')
    expect(linkWorks(link(), at(100))).toBe(false)
    expect(untilSentence(link(), at(100), ZONE)).toBe('Worked until Nov 30, 2026, 3:40 PM')
    const revoked = link({ revokedAt: at(5), revokedByName: 'Ada' })
    expect(linkWorks(revoked, at(6))).toBe(false)
    expect(untilSentence(revoked, at(6), ZONE)).toBe('Revoked by Ada, Nov 30, 2026, 2:05 PM')
  })

  it('of a code that nobody scanned works as long as the code, and of a scanned one for its whole time', () => {
    expect(linkUntil(room())).toEqual(at(30))
    expect(linkWorks(room(), at(31))).toBe(false)
    expect(openedSentence(room(), at(31), ZONE)).toBe('Never opened')
    const scanned = room({ uses: 1, lastUsedAt: at(10) })
    expect(linkWorks(scanned, at(31))).toBe(true)
    expect(openedSentence(scanned, at(31), ZONE)).toBe('Last opened Nov 30, 2026, 2:10 PM')
  })

  it('says how it was given, and whether somebody opened it', () => {
    expect(madeSentence(link(), ZONE)).toBe('Given by email, by Marco Diaz, Nov 30, 2026, 2:00 PM')
    expect(madeSentence(room(), ZONE)).toBe('Given by a code in the room, by Marco Diaz, Nov 30, 2026, 2:00 PM')
    expect(openedSentence(link(), at(1), ZONE)).toBe('Not opened yet')
  })

  // C14: what a mail server took may not have been read.
  it('says of its email what is known, and never that it was read', () => {
    const all = Object.values(EmailStatus).flatMap((emailStatus) =>
      [true, false].map((emailKeptHere) =>
        deliverySentence(link({ emailStatus, emailKeptHere, emailSentAt: at(2), emailError: 'No such mailbox' }), ZONE),
      ),
    )
    expect(all.join('\n')).not.toMatch(/\bread\b|\bopened\b|\bseen\b|\breceived\b/i)
    expect(all).toContain('Handed to the mail server, Nov 30, 2026, 2:02 PM')
    expect(all).toContain('Kept in the Mailbox on this machine: no mail server was set up')
    expect(all).toContain('Email not delivered. No such mailbox')
    expect(deliverySentence(link(), ZONE)).toBeNull()
  })
})
