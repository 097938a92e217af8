'use client'

import { clsx } from 'clsx'
import { usePathname } from 'next/navigation'
import { Link } from '@/components/link'
import { useCurrentInView } from './use-current-in-view'

type NavTabsProps = {
  /** The landmark's name: "Job 1042". */
  label: string
  /** `also`: how the addresses of further pages of a tab begin. */
  items: readonly { href: string; label: string; also?: string }[]
  className?: string
}

/** More tabs than these are smaller and stand closer, so that a desktop shows all of them. */
const MANY = 10

/**
 * Links between the pages of one thing, drawn as tabs. The current tab's path is the page's address or a prefix of it.
 */
export function NavTabs({ label, items, className }: NavTabsProps) {
  const pathname = usePathname()
  const list = useCurrentInView(pathname)
  return (
    <nav aria-label={label} className={clsx('tabs border-b', className)}>
      <ul ref={list} className={clsx('flex', items.length > MANY ? 'gap-4 text-sm' : 'gap-5 sm:gap-7')}>
        {items.map(({ href, label: name, also }) => {
          const current =
            pathname === href || pathname.startsWith(`${href}/`) || (also !== undefined && pathname.startsWith(also))
          return (
            <li key={href} className="-mb-px">
              <Link
                href={href}
                aria-current={current ? 'page' : undefined}
                className={clsx(
                  'flex min-h-11 items-center border-b-2 font-medium whitespace-nowrap focus-visible:-outline-offset-2',
                  current
                    ? 'border-ink text-ink'
                    : 'border-transparent text-ink-muted hover:border-edge hover:text-ink',
                )}
              >
                {name}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
