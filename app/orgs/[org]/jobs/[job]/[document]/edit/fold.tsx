import type { ReactNode } from 'react'
import { ChevronDown, CircleAlert } from '@/components/icons/ui'

type Props = {
  title: string
  /** What it holds now, in a few words. */
  says: ReactNode
  /** Something in it is wrong. */
  isWrong?: boolean
  children: ReactNode
}

/** A part of a document that a simple one does without: its name, what it says, and the fields once it's opened. */
export function Fold({ title, says, isWrong = false, children }: Props) {
  return (
    <details className="group border-b">
      <summary className="flex min-h-13 list-none items-center gap-3 py-2 outline-offset-[-2px] hover:text-accent [&::-webkit-details-marker]:hidden">
        <h3 className="shrink-0 font-medium">{title}</h3>
        <span className="ml-auto min-w-0 truncate text-right text-ink-muted">{says}</span>
        {isWrong && <CircleAlert aria-label="Needs a look" className="size-5 shrink-0 text-danger" />}
        <ChevronDown className="size-5 shrink-0 text-ink-muted transition-transform duration-150 group-open:rotate-180" />
      </summary>
      <div className="flex flex-col gap-4 pt-2 pb-6">{children}</div>
    </details>
  )
}

type CheckProps = {
  id: string
  label: ReactNode
  hint?: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
}

/** A box to check, as large as a thumb. */
export const Check = ({ id, label, hint, checked, onChange }: CheckProps) => (
  <label htmlFor={id} className="flex min-h-11 items-center gap-3">
    <input
      id={id}
      type="checkbox"
      checked={checked}
      onChange={(event) => onChange(event.target.checked)}
      className="size-5 shrink-0 accent-[var(--accent)]"
    />
    <span className="min-w-0">
      {label}
      {hint && <span className="block text-sm text-ink-muted">{hint}</span>}
    </span>
  </label>
)
