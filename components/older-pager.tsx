import { ChevronRight, ChevronsLeft } from 'lucide-react'
import { ButtonLink } from './ui/button'

type Props = { path: string; before: string | undefined; older: string | undefined }

/** Older entries of a list that only grows, and the way back to its newest; nothing when all fits on one page. */
export function OlderPager({ path, before, older }: Props) {
  if (!before && !older) return null
  return (
    <nav aria-label="Pages" className="mt-4 flex justify-end gap-2">
      {before && (
        <ButtonLink href={path}>
          <ChevronsLeft aria-hidden className="size-5" />
          Newest
        </ButtonLink>
      )}
      {older && (
        <ButtonLink href={`${path}?before=${older}`} rel="next">
          Older
          <ChevronRight aria-hidden className="size-5" />
        </ButtonLink>
      )}
    </nav>
  )
}
