'use client'

import type { ReactNode } from 'react'
import { ArrowDown, ArrowUp, Ellipsis } from '@/components/icons/editing'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'

type Props = {
  /** "Line 3": what it is the menu of. */
  of: string
  id?: string
  children: ReactNode
}

/** The three dots beside a thing. */
export const RowMenu = ({ of, id, children }: Props) => (
  <Menu
    align="end"
    place={whereItFits}
    trigger={
      <Button id={id} variant="ghost" size="icon" aria-label={`${of}: more`} className="text-ink-muted!">
        <Ellipsis className="size-5" />
      </Button>
    }
  >
    {children}
  </Menu>
)

/** Opens a menu above its button where it's cut off below and there is more room: a row may be low on the screen. */
export function whereItFits(menu: HTMLElement): void {
  const around = menu.parentElement?.getBoundingClientRect()
  if (!around || menu.scrollHeight <= menu.clientHeight) return
  const above = around.top - 16
  if (above > document.documentElement.clientHeight - around.bottom)
    Object.assign(menu.style, { top: 'auto', bottom: '100%', maxHeight: `${above}px` })
}

type MoveProps = { onStep: (step: -1 | 1) => void; isFirst: boolean; isLast: boolean }

/** Moving up and down, where there is somewhere to go. */
export const MoveItems = ({ onStep, isFirst, isLast }: MoveProps) => (
  <>
    <MenuItem icon={<ArrowUp />} disabled={isFirst} onSelect={() => onStep(-1)}>
      Move up
    </MenuItem>
    <MenuItem icon={<ArrowDown />} disabled={isLast} onSelect={() => onStep(1)}>
      Move down
    </MenuItem>
  </>
)
