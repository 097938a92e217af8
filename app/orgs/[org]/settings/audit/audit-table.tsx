import { Link } from '@/components/link'
import { Table, Td, Th } from '@/components/ui/table'
import type { LogRow } from '@/lib/audit/log'
import { logDetail, logRole, logWho, logWords } from '@/lib/audit/log-words'
import { formatInstant } from '@/lib/dates'
import { isUuid } from '@/lib/typed-text'

/** The actions whose subject is the id of a payment here. */
const ABOUT_A_PAYMENT = new Set<string>([
  'void_requested',
  'refund_requested',
  'payment_decided',
  'linked_payment_moved',
  'notice_taken',
  'email_sent_again',
  'email_sent_elsewhere',
])
/** Those whose subject is the id of a recorded payment. */
const ABOUT_A_RECORDED = new Set<string>(['payment_recorded', 'recorded_payment_corrected'])

/** Where the payment that an entry is about is shown, below the organization's address; null for other entries. */
function placeOf({ source, what, subject, paymentId }: LogRow): string | null {
  if (paymentId) return `payments/${paymentId}`
  if (source !== 'audit' || subject === null || !isUuid(subject)) return null
  if (ABOUT_A_PAYMENT.has(what)) return `payments/${subject}`
  return ABOUT_A_RECORDED.has(what) ? `payments/recorded/${subject}` : null
}

type Props = {
  orgSlug: string
  rows: readonly LogRow[]
  timeZone: string
  /** Whether a payment that an entry is about can be opened. */
  linked: boolean
}

export function LogTable({ orgSlug, rows, timeZone, linked }: Props) {
  return (
    <Table caption="Audit log, newest first">
      <thead>
        <tr>
          <Th className="max-sm:hidden">When</Th>
          <Th className="max-sm:hidden">Who</Th>
          <Th>What</Th>
          <Th className="max-lg:hidden">Address</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const when = formatInstant(row.at, timeZone)
          const [who, detail] = [logWho(row), logDetail(row)]
          const role = logRole(row)
          const place = placeOf(row)
          const shown = linked && place ? `/orgs/${orgSlug}/${place}` : null
          return (
            <tr key={row.cursor}>
              <Td className="text-sm whitespace-nowrap max-sm:hidden">{when}</Td>
              <Td className="max-sm:hidden">
                <span className="wrap-anywhere">{who}</span>
                {role && <span className="block text-sm text-ink-muted">{role}</span>}
              </Td>
              <Td>
                <span className="font-medium">{logWords(row)}</span>
                {row.subject && !shown && (
                  <span className={`wrap-anywhere block text-sm ${row.subject.includes(' ') ? '' : 'font-mono'}`}>
                    {row.subject}
                  </span>
                )}
                {detail && <span className="wrap-anywhere block text-sm text-ink-muted">{detail}</span>}
                {shown && (
                  <Link href={shown} className="text-link flex min-h-11 w-fit items-center text-sm">
                    Show the payment
                  </Link>
                )}
                <span className="wrap-anywhere mt-1 block text-sm text-ink-muted sm:hidden">
                  {[who, role].filter(Boolean).join(', ')} · {when}
                </span>
                {row.address && (
                  <span className="wrap-anywhere block text-sm text-ink-muted lg:hidden">From {row.address}</span>
                )}
              </Td>
              <Td className="wrap-anywhere font-mono text-sm max-lg:hidden">{row.address ?? ''}</Td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
