'use client'

import { usePathname } from 'next/navigation'
import { startTransition } from 'react'
import { signOutAction } from '@/app/(auth)/actions'
import { ChevronDown, LogOut, ShieldCheck, UserRound } from '@/components/icons/ui'
import { Link } from '@/components/link'
import { Mark } from '@/components/mark'
import { buttonClass } from '@/components/ui/button'
import { Menu, MenuItem, MenuLabel, MenuLink, MenuSeparator } from '@/components/ui/menu'
import { useCurrentInView } from '@/components/ui/use-current-in-view'

type Props = {
  org: { slug: string; name: string }
  orgs: readonly { slug: string; name: string }[]
  user: { name: string; email: string; isStaff: boolean }
  /** In words. */
  role: string
  /**
   * `under` is the path that an entry covers, where that's more than its own. `waiting` is how many things there wait
   * for a person.
   */
  nav: readonly { href: string; under?: string; label: string; waiting?: number }[]
}

export function OrgHeader({ org, orgs, user, role, nav }: Props) {
  const pathname = usePathname()
  const list = useCurrentInView(pathname)
  const others = orgs.filter(({ slug }) => slug !== org.slug)
  return (
    <header className="border-b print:hidden">
      <div className="org-header">
        <Link href={`/orgs/${org.slug}`} aria-label="Plumbline" className="brand-link">
          <Mark hanging className="h-12.5 w-7" />
        </Link>
        {others.length > 0 ? (
          <Menu
            trigger={
              <button
                type="button"
                className={buttonClass('ghost', 'md', 'max-w-full min-w-0 shrink! justify-self-start px-2!')}
              >
                <span className="truncate text-ink">{org.name}</span>
                <ChevronDown aria-label="Change company" className="size-4 text-ink-muted" />
              </button>
            }
          >
            <MenuLabel>Company</MenuLabel>
            {orgs.map(({ slug, name }) => (
              <MenuLink key={slug} href={`/orgs/${slug}`} current={slug === org.slug}>
                {name}
              </MenuLink>
            ))}
          </Menu>
        ) : (
          <span className="min-w-0 truncate px-2 font-medium">{org.name}</span>
        )}
        <nav aria-label="Main" className="main-nav tabs">
          <ul ref={list}>
            {nav.map(({ href, under = href, label, waiting = 0 }) => {
              const current = pathname === under || pathname.startsWith(`${under}/`)
              return (
                <li key={href}>
                  <Link href={href} aria-current={current ? 'page' : undefined}>
                    {label}
                    {waiting > 0 && (
                      <span className="ml-1.5 rounded-full bg-danger-wash px-2 text-sm font-semibold text-danger tabular-nums">
                        {waiting}
                        <span className="sr-only"> need attention</span>
                      </span>
                    )}
                  </Link>
                </li>
              )
            })}
          </ul>
        </nav>
        <div className="ml-auto">
          <Menu
            align="end"
            trigger={
              <button
                type="button"
                aria-label={`${user.name}, ${role}: your menu`}
                className={buttonClass('ghost', 'icon', '-mr-2 my-1.5')}
              >
                <UserRound className="size-5" />
              </button>
            }
          >
            <MenuLabel>
              <span className="block font-medium text-ink">{user.name}</span>
              {role} · {user.email}
            </MenuLabel>
            <MenuSeparator />
            {user.isStaff && (
              <MenuLink href="/staff" icon={<ShieldCheck />}>
                Organizations
              </MenuLink>
            )}
            <MenuLink href="/account" icon={<UserRound />}>
              Account
            </MenuLink>
            <MenuItem icon={<LogOut />} onSelect={() => startTransition(() => signOutAction())}>
              Sign out
            </MenuItem>
          </Menu>
        </div>
      </div>
    </header>
  )
}
