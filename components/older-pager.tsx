import { ChevronRight, ChevronsLeft } from 'lucide-react'
import { ButtonLink } from './ui/button'

type Props = {
  path: string
  before: string | undefined
  older: string | undefined
  /** Other parameters of the address: what was searched for. */
  keep?: Readonly<Record<string, string>>
}

/** Older entries of a list that only grows, and the way back to its newest; nothing when all fits on one page. */
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
