import type { ReactNode } from 'react'
import { FileText } from '@/components/icons/paying'
import { Mail } from '@/components/icons/records'
import { Link } from '@/components/link'
import { VIEW_RECEIPT } from '@/lib/payments/words/screen'

// What the rows of the Payment section share, of charged and of recorded payments.

/** One fact on a phone's card. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <dt className="w-16 shrink-0 text-ink-muted">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  )
}

/** Where a receipt was sent and how that stands. The address breaks before its @ rather than in a word. */
export function ReceiptEmail({ to, state }: { to: string; state: string }) {
  const at = to.lastIndexOf('@')
  return (
    <>
      <span>
        {to.slice(0, at)}
        <wbr />
        {to.slice(at)}
      </span>
      <span className="flex items-start gap-1.5 text-ink-muted">
        <Mail className="mt-0.5 size-4 shrink-0" />
        {state}
      </span>
    </>
  )
}

/** Links to a receipt's page, where it can be printed or saved. */
export function PrintableReceipt({ href }: { href: string }) {
  return (
    <Link href={href} className="text-link inline-flex min-h-11 items-center gap-1.5">
      <FileText className="size-4 shrink-0" />
      {VIEW_RECEIPT}
    </Link>
  )
}
