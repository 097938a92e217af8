import 'server-only'
import { createElement } from 'react'
import { forSystem } from '@/lib/db'
import { LINK_LASTS_WORDS, type LinkKind } from '@/lib/links/link-kinds'
import { linkAddress } from '@/lib/links/link-token'
import { ROLE_LABELS } from '@/lib/orgs/roles'
import { withoutLinks } from '@/lib/plain-links'
import type { Role } from '@/prisma/generated/enums'
import { deliverOnce } from './deliver-once'
import type { SmtpOptions } from './smtp'
import { AccountEmail, type AccountProps } from './templates/account'

type About = {
  kind: LinkKind
  email: string
  newEmail: string | null
  role: Role | null
  createdByName: string | null
  org: { name: string } | null
}
type Words = Omit<AccountProps, 'button'> & { button: string }

const lasts = (kind: LinkKind) => `The link works once, and for ${LINK_LASTS_WORDS[kind]}.`

/** What a one-time link's email says. Names that people typed can't be links in it. */
export function accountMailWords({ kind, email, newEmail, role, createdByName, org }: About): Words {
  if (kind === 'invitation') {
    const company = withoutLinks(org?.name ?? '')
    const by = createdByName ? `${withoutLinks(createdByName)} invites you` : 'You’re invited'
    return {
      title: `Join ${company} on Plumbline`,
      words: [
        `${by} to ${company}, where its jobs and payments are. Your role would be ${ROLE_LABELS[role ?? 'contractor'].toLowerCase()}.`,
        `This invitation is for ${email}. ${lasts(kind)}`,
      ],
      button: 'See the invitation',
      otherwise: 'If you don’t know the company, leave this alone: nothing happens then.',
    }
  }
  if (kind === 'email_change')
    return {
      title: 'Confirm your email',
      words: [
        email === newEmail
          ? `Somebody signed in to Plumbline wants to use ${newEmail} to sign in from now on.`
          : `You asked to sign in to Plumbline with ${newEmail} instead of ${email}.`,
        `It changes once both addresses have confirmed it. ${lasts(kind)}`,
      ],
      button: 'Confirm',
      otherwise:
        email === newEmail
          ? 'If you know nothing of it, leave this alone: nothing changes then.'
          : 'If you didn’t ask for this, don’t confirm it. Sign in and change your password.',
    }
  if (kind === 'staff_setup')
    return {
      title: 'Set your password',
      words: [`You can sign in to Plumbline as staff with ${email} once you have set a password.`, lasts(kind)],
      button: 'Set a password',
      otherwise: 'If you don’t expect this, leave it alone: nothing happens then.',
    }
  return {
    title: 'Set a new password',
    words: [
      `Somebody asked for a new password for ${email}. Your present one works until you set another.`,
      lasts(kind),
    ],
    button: 'Set a new password',
    otherwise: 'If it wasn’t you, leave this alone: nothing changes then.',
  }
}

/**
 * Sends a one-time link to its address, once. A link that was used, taken back or has expired since isn't sent.
 * @throws {NotDelivered} while the mail server can't take it, so that the queue tries again
 */
export async function sendAccountMail(linkId: string, options: SmtpOptions = {}): Promise<void> {
  const link = await forSystem((tx) =>
    tx.oneTimeLink.findUnique({ where: { id: linkId }, include: { org: { select: { name: true } } } }),
  )
  if (!link || link.sentAt || link.usedAt || link.revokedAt || link.expiresAt.getTime() <= Date.now()) return
  const { button, ...words } = accountMailWords({ ...link, kind: link.kind as LinkKind })
  const element = createElement(AccountEmail, { ...words, button: { label: button, href: linkAddress(link.id) } })
  await deliverOnce(
    { id: link.id, fromName: link.org?.name ?? 'Accounts', to: link.email, subject: words.title, element },
    options,
  )
  await forSystem((tx) => tx.oneTimeLink.update({ where: { id: linkId }, data: { sentAt: new Date() } }))
}
