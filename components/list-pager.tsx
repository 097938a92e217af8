import { ChevronRight, ChevronsLeft } from '@/components/icons/ui'
import { ButtonLink } from './ui/button'

type Props = {
  path: string
  /** The search parameter that says where a page starts: after the last row of the one before. */
  param?: 'before' | 'after'
  /** Where this page starts; nothing on the first one. */
  at: string | undefined
  /** Where the next one starts, if there is one. */
  next: string | undefined
  /** What the links to the first and the next page say. */
  words?: { first: string; next: string }
  /** Other query parameters to keep, like the search. */
  keep?: Readonly<Record<string, string>>
}

const NEWEST_FIRST = { first: 'Newest', next: 'Older' }

/** Links to the first and the next page of a list. Shows nothing when all rows fit on one page. */
export function ListPager({ path, param = 'before', at, next, words = NEWEST_FIRST, keep = {} }: Props) {
  if (!at && !next) return null
  const first = new URLSearchParams(keep)
  return (
    <nav aria-label="Pages" className="mt-4 flex justify-end gap-2">
      {at && (
        <ButtonLink href={first.size ? `${path}?${first}` : path}>
          <ChevronsLeft className="size-5" />
          {words.first}
        </ButtonLink>
      )}
      {next && (
        <ButtonLink href={`${path}?${new URLSearchParams({ ...keep, [param]: next })}`} rel="next">
          {words.next}
          <ChevronRight className="size-5" />
        </ButtonLink>
      )}
    </nav>
  )
}
