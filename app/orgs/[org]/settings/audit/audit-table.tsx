import { Link } from '@/components/link'
import { LogTable } from '@/components/log-table'
import type { LogRow } from '@/lib/audit/log'
import { logDetail, logRole, logWho, logWords } from '@/lib/audit/log-words'
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

/** A company's audit log, as far as a page of it shows. */
export const AuditTable = ({ orgSlug, rows, timeZone, linked }: Props) => (
  <LogTable
    caption="Audit log, newest first"
    timeZone={timeZone}
    entries={rows.map((row) => ({
      key: row.cursor,
      at: row.at,
      who: logWho(row),
      role: logRole(row),
      address: row.address,
      what: <What row={row} orgSlug={linked ? orgSlug : null} />,
    }))}
  />
)

function What({ row, orgSlug }: { row: LogRow; orgSlug: string | null }) {
  const detail = logDetail(row)
  const place = placeOf(row)
  const shown = orgSlug && place ? `/orgs/${orgSlug}/${place}` : null
  return (
    <>
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
    </>
  )
}
