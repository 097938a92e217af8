import { clsx } from 'clsx'
import { Link } from '@/components/link'

type Props = {
  /** What the filter is about, for screen readers: "Status". */
  label: string
  items: readonly { label: string; href: string; current: boolean }[]
  className?: string
}

/** The values of one filter as links, the current one underlined; one row on a phone. The filter is in the address. */
export function FilterLinks({ label, items, className }: Props) {
  return (
    <nav aria-label={label} className={clsx('filter-links', className)}>
      {items.map(({ label: name, href, current }) => (
        <Link key={name} href={href} {...(current && { 'aria-current': 'page' })}>
          {name}
        </Link>
      ))}
    </nav>
  )
}
