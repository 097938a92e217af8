import type { ReactNode } from 'react'

/** The h1 of a page, with the page's actions next to it. */
export function PageHeader({
  title,
  children,
  actions,
}: {
  title: ReactNode
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="page-header">
      <div className="min-w-0">
        <h1>{title}</h1>
        {children && <div className="mt-1 text-ink-muted">{children}</div>}
      </div>
      {actions && <div className="actions">{actions}</div>}
    </div>
  )
}
