import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { Page } from '@/lib/pages'
import { PAGE_SIZE } from '@/lib/search'
import { ButtonLink } from './ui/button'

type Props = Page & {
  path: string
  query: string
  /** Other query parameters to keep, like a filter. */
  keep?: Readonly<Record<string, string>>
}

/** Links to the previous and next page of a list. Shows nothing when there's only one page. */
export function Pager({ path, query, page, total, upTo, keep = {} }: Props) {
  const last = Math.ceil(total / PAGE_SIZE)
  if (last <= 1) return null
  const href = (n: number) => {
    const params = new URLSearchParams({
      ...keep,
      ...(query && { q: query }),
      ...(n > 1 && { page: String(n), ...(upTo !== null && { upTo: String(upTo) }) }),
    })
    return params.size ? `${path}?${params}` : path
  }
  return (
    <nav aria-label="Pages" className="mt-4 flex items-center justify-between gap-4">
      <p className="text-sm text-ink-muted tabular-nums">
        {(page - 1) * PAGE_SIZE + 1}–{Math.min(page * PAGE_SIZE, total)} of {total}
      </p>
      <div className="flex gap-2">
        {page > 1 && (
          <ButtonLink href={href(page - 1)} rel="prev">
            <ChevronLeft aria-hidden className="size-5" />
            Previous
          </ButtonLink>
        )}
        {page < last && (
          <ButtonLink href={href(page + 1)} rel="next">
            Next
            <ChevronRight aria-hidden className="size-5" />
          </ButtonLink>
        )}
      </div>
    </nav>
  )
}
