'use client'

import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Link } from '@/components/link'

const ITEM =
  'flex min-h-11 w-full items-center gap-3 rounded px-3 text-left outline-none select-none data-disabled:opacity-55 ' +
  'data-highlighted:bg-accent-wash data-highlighted:text-accent-strong [&_svg]:size-5 [&_svg]:shrink-0'

type MenuProps = {
  /** One element that can be pressed: a Button, or a button with buttonClass(). */
  trigger: ReactNode
  align?: 'start' | 'end'
  /** MenuItem, MenuLink, MenuLabel, MenuSeparator. */
  children: ReactNode
}

export function Menu({ trigger, align = 'start', children }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      {/* No portal: the menu stays in its trigger's landmark, and nothing around it clips. */}
      <Radix.Content
        align={align}
        sideOffset={6}
        collisionPadding={8}
        className="z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-[min(20rem,calc(100vw-1rem))] min-w-52 animate-fade overflow-y-auto rounded-lg border border-hairline bg-sheet p-1.5 shadow-lg"
      >
        {children}
      </Radix.Content>
    </Radix.Root>
  )
}

type MenuItemProps = { onSelect: () => void; icon?: ReactNode; disabled?: boolean; children: ReactNode }

export function MenuItem({ onSelect, icon, disabled, children }: MenuItemProps) {
  return (
    <Radix.Item onSelect={onSelect} disabled={disabled} className={ITEM}>
      {icon}
      {children}
    </Radix.Item>
  )
}

type MenuLinkProps = { href: string; icon?: ReactNode; current?: boolean; children: ReactNode }

/** Links somewhere. `current` marks the page the user is on. */
export function MenuLink({ href, icon, current, children }: MenuLinkProps) {
  return (
    <Radix.Item asChild>
      <Link href={href} aria-current={current ? 'true' : undefined} className={ITEM}>
        {icon}
        <span className="min-w-0 flex-1 truncate">{children}</span>
        {current && <Check aria-hidden />}
      </Link>
    </Radix.Item>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-3 py-2 text-sm text-ink-muted">{children}</Radix.Label>
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1.5 my-1.5 border-t" />
}
