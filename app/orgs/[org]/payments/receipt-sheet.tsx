import type { ReactNode } from 'react'
import { formatPhone } from '@/lib/contact'
import { formatCents } from '@/lib/money'

// The receipt is white in dark mode too, on the screen and printed.
const PAPER =
  'scheme-light [--hairline:#dfdad0] [--ink-muted:#5f5a52] [--ink:#1c1a17] [--sheet:#fffefb] bg-sheet text-ink **:border-hairline'

type SheetProps = {
  org: { name: string; phone: string | null; email: string | null }
  amountCents: number
  /** What happened, in one sentence. */
  sentence: string
  /** ReceiptLines. */
  children: ReactNode
}

/** The sheet of a printable receipt: who received how much for what. */
export function ReceiptSheet({ org, amountCents, sentence, children }: SheetProps) {
  return (
    <article className={`rounded-lg border p-6 sm:p-10 print:border-0 print:p-0 ${PAPER}`}>
      <p className="font-medium">{org.name}</p>
      <p className="text-sm text-ink-muted">
        {[org.phone && formatPhone(org.phone), org.email].filter(Boolean).join(' · ')}
      </p>
      <h1 className="mt-8 text-lg font-semibold">Payment receipt</h1>
      <p className="text-4xl font-semibold tracking-tight tabular-nums">{formatCents(amountCents)}</p>
      <p className="mt-1 wrap-anywhere">{sentence}</p>
      <dl className="mt-6 border-y">{children}</dl>
    </article>
  )
}

export function ReceiptLine({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-6 border-t py-2 first:border-t-0">
      <dt className="shrink-0 text-ink-muted">{label}</dt>
      <dd className="wrap-anywhere text-right whitespace-pre-line tabular-nums">{children}</dd>
    </div>
  )
}
