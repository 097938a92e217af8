import type { ReactNode } from 'react'
import { CompanyPaper } from '@/components/company-paper'
import type { CompanyFace } from '@/lib/company/face'
import { formatCents } from '@/lib/money'

type SheetProps = {
  orgSlug: string
  company: CompanyFace
  amountCents: number
  /** What happened, in one sentence. */
  sentence: string
  /** ReceiptLines. */
  children: ReactNode
}

/** The sheet of a printable receipt: who received how much for what. */
export function ReceiptSheet({ orgSlug, company, amountCents, sentence, children }: SheetProps) {
  return (
    <article>
      <CompanyPaper orgSlug={orgSlug} company={company}>
        <h1 className="mt-8 text-lg font-semibold">Payment receipt</h1>
        <p className="text-4xl font-semibold tracking-tight tabular-nums">{formatCents(amountCents)}</p>
        <p className="mt-1 wrap-anywhere">{sentence}</p>
        <dl className="mt-6 border-y">{children}</dl>
      </CompanyPaper>
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
