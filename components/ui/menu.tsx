'use client'

import {
  cloneElement,
  createContext,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  type Ref,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { Check } from '@/components/icons/ui'
import { Link } from '@/components/link'
import { useMenuKeys } from './use-menu-keys'

const ITEM =
  'flex min-h-11 w-full items-center gap-3 rounded px-3 text-left outline-none select-none aria-disabled:opacity-55 ' +
  'focus:bg-accent-wash focus:text-accent-strong [&_svg]:size-5 [&_svg]:shrink-0'

/** How far a menu stays from the window's edges, in pixels. */
const MARGIN = 8

/** The keys that open a menu, and where in it they lead. */
const OPENING: Record<string, 'first' | 'last'> = { ArrowDown: 'first', Enter: 'first', ' ': 'first', ArrowUp: 'last' }

const CloseMenu = createContext<() => void>(() => {})

type TriggerProps = {
  ref: Ref<HTMLButtonElement>
  onClick: () => void
  onKeyDown: (event: KeyboardEvent) => void
  'aria-haspopup': 'menu'
  'aria-expanded': boolean
  'aria-controls': string | undefined
}

type MenuProps = {
  /** A Button, or a button with buttonClass(). */
  trigger: ReactElement<Partial<TriggerProps>>
  align?: 'start' | 'end'
  /** Places the menu otherwise than below its button, once it's open and in the window. */
  place?: (menu: HTMLElement) => void
  /** MenuItem, MenuLink, MenuLabel, MenuSeparator. */
  children: ReactNode
}

/** A button with a menu under it. The arrow keys, Home, End and first letters move in it; Escape and Tab close it. */
export function Menu({ trigger, align = 'start', place, children }: MenuProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  // Opened by a key, it starts at an item; opened by a press, at none.
  const [opened, setOpened] = useState<'press' | 'first' | 'last' | null>(null)
  const close = () => setOpened(null)
  const leave = () => {
    close()
    button.current?.focus()
  }
  const { goTo, onKeyDown } = useMenuKeys(menu, leave, close)

  useLayoutEffect(() => {
    if (!opened || !menu.current) return
    stayInWindow(menu.current)
    place?.(menu.current)
    if (opened === 'press') menu.current.focus({ preventScroll: true })
    else goTo(opened === 'first' ? 0 : -1)
  }, [opened, place, goTo])
  useEffect(() => {
    if (!opened) return
    const onPress = ({ target }: Event) => {
      const inside = target instanceof Node && (menu.current?.contains(target) || button.current?.contains(target))
      if (!inside) setOpened(null)
    }
    document.addEventListener('pointerdown', onPress)
    document.addEventListener('focusin', onPress)
    return () => {
      document.removeEventListener('pointerdown', onPress)
      document.removeEventListener('focusin', onPress)
    }
  }, [opened])

  return (
    <div className="relative flex min-w-0">
      {cloneElement(trigger, {
        ref: button,
        onClick: () => setOpened(opened ? null : 'press'),
        onKeyDown: (event) => {
          const at = OPENING[event.key]
          if (!at) return
          event.preventDefault()
          setOpened(at)
        },
        'aria-haspopup': 'menu',
        'aria-expanded': opened !== null,
        'aria-controls': opened ? id : undefined,
      })}
      {opened && (
        // No portal: the menu stays in its trigger's landmark. It has a place in the order of Tab, though Tab closes it: where
        // there is no room for all of it, it scrolls, and what scrolls has to be within reach of the keyboard.
        <div
          ref={menu}
          id={id}
          role="menu"
          tabIndex={0}
          onKeyDown={onKeyDown}
          className={`absolute top-full z-50 my-1.5 w-max max-w-[min(20rem,calc(100vw-1rem))] min-w-52 animate-fade overflow-y-auto rounded-lg border border-hairline bg-sheet p-1.5 shadow-lg outline-none ${align === 'end' ? 'right-0' : 'left-0'}`}
        >
          <CloseMenu value={leave}>{children}</CloseMenu>
        </div>
      )}
    </div>
  )
}

/** Moves a menu sideways into the window, and makes it no higher than the room below its button. */
function stayInWindow(menu: HTMLElement): void {
  const { left, right, top } = menu.getBoundingClientRect()
  const { clientWidth, clientHeight } = document.documentElement
  const shift = Math.max(MARGIN - left, Math.min(0, clientWidth - MARGIN - right))
  menu.style.translate = `${shift}px`
  menu.style.maxHeight = `${Math.max(120, clientHeight - MARGIN - top)}px`
}

type MenuItemProps = { onSelect: () => void; icon?: ReactNode; disabled?: boolean; children: ReactNode }

export function MenuItem({ onSelect, icon, disabled, children }: MenuItemProps) {
  const close = useContext(CloseMenu)
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      aria-disabled={disabled || undefined}
      onPointerMove={takeFocus}
      onClick={() => {
        if (disabled) return
        close()
        onSelect()
      }}
      className={ITEM}
    >
      {icon}
      {children}
    </button>
  )
}

type MenuLinkProps = { href: string; icon?: ReactNode; current?: boolean; children: ReactNode }

/** Links somewhere. `current` marks the page the user is on. */
export function MenuLink({ href, icon, current, children }: MenuLinkProps) {
  const close = useContext(CloseMenu)
  return (
    <Link
      href={href}
      role="menuitem"
      tabIndex={-1}
      aria-current={current ? 'true' : undefined}
      onPointerMove={takeFocus}
      onClick={close}
      className={ITEM}
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {current && <Check />}
    </Link>
  )
}

/** Under a mouse an item has the focus, so that mouse and keys agree on which one is meant. */
const takeFocus = ({ currentTarget, pointerType }: PointerEvent<HTMLElement>) => {
  if (pointerType === 'mouse' && document.activeElement !== currentTarget) currentTarget.focus({ preventScroll: true })
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <div className="px-3 py-2 text-sm text-ink-muted">{children}</div>
}

export function MenuSeparator() {
  return <hr className="-mx-1.5 my-1.5 border-t" />
}
