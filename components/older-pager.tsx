import { ChevronRight, ChevronsLeft } from 'lucide-react'
import { ButtonLink } from './ui/button'

type Props = {
  path: string
  before: string | undefined
  older: string | undefined
  /** Other query parameters to keep, like the search. */
  keep?: Readonly<Record<string, string>>
}

/**
 * Links to the older and the newest entries of a list that only grows. Shows nothing when all entries fit on one page.
 */
export function OlderPager({ path, before, older, keep = {} }: Props) {
  if (!before && !older) return null
  const newest = new URLSearchParams(keep)
  return (
    <nav aria-label="Pages" className="mt-4 flex justify-end gap-2">
      {before && (
        <ButtonLink href={newest.size ? `${path}?${newest}` : path}>
          <ChevronsLeft aria-hidden className="size-5" />
          Newest
        </ButtonLink>
      )}
      {older && (
        <ButtonLink href={`${path}?${new URLSearchParams({ ...keep, before: older })}`} rel="next">
          Older
          <ChevronRight aria-hidden className="size-5" />
        </ButtonLink>
      )}
    </nav>
  )
}
