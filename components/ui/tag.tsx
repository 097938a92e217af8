import type { ReactNode } from 'react'

/** A word beside a name: "Archived". */
export const Tag = ({ children }: { children: ReactNode }) => (
  <span className="ml-2 inline-block rounded-full border border-edge px-2 align-middle text-sm font-normal text-ink-muted">
    {children}
  </span>
)
