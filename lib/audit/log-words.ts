import { formatCents } from '@/lib/money'
import { type OrgRole, ROLE_LABELS } from '@/lib/orgs/roles'
import { eventWords } from '@/lib/security/events'
import { AUDIT_KINDS, type AuditKind, actionWords, kindOfAction } from './actions'
import type { LogRow } from './log'

// An entry of the log in words.

const STEPS: Record<string, string> = {
  submitting: 'Started a payment',
  unknown: 'Payment not confirmed yet',
  not_taken: 'Payment not charged',
  declined: 'Payment declined',
  authorized: 'Took a payment',
  settled: 'Payment settled',
  voided: 'Payment voided',
  refunded: 'Payment refunded',
  returned: 'Bank payment returned',
  chargeback: 'Payment charged back',
}

export const logKind = ({ source, what }: Pick<LogRow, 'source' | 'what'>): AuditKind =>
  source === 'payment' ? 'payments' : source === 'security' ? 'security' : kindOfAction(what)

export const logKindLabel = (row: Pick<LogRow, 'source' | 'what'>): string => AUDIT_KINDS[logKind(row)]

/** What happened. */
export const logWords = ({ source, what }: Pick<LogRow, 'source' | 'what'>): string =>
  source === 'payment' ? (STEPS[what] ?? what) : source === 'security' ? eventWords(what) : actionWords(what)

/** Who did it. What nobody did, Plumbline did by itself, or somebody who isn't signed in. */
export const logWho = ({
  source,
  actorName,
  actorRole,
}: Pick<LogRow, 'source' | 'actorName' | 'actorRole'>): string => {
  if (actorName !== null) return actorName
  if (source !== 'security') return 'Plumbline'
  return actorRole === 'outside' ? 'Somebody of another company' : 'Somebody who wasn’t signed in'
}

/** The role that somebody had then, as people read it. Entries at the doors have none. */
export const logRole = ({ source, actorRole }: Pick<LogRow, 'source' | 'actorRole'>): string =>
  source !== 'audit' || actorRole === null
    ? ''
    : Object.hasOwn(ROLE_LABELS, actorRole)
      ? ROLE_LABELS[actorRole as OrgRole]
      : actorRole

/** The rest in a line: of a payment its amount first. */
export const logDetail = ({ amountCents, detail }: Pick<LogRow, 'amountCents' | 'detail'>): string =>
  [amountCents === null ? '' : formatCents(amountCents), detail ?? ''].filter(Boolean).join(' · ')
