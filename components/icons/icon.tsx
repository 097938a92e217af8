import { clsx } from 'clsx'
import type { IconNode } from 'lucide'
import { type ComponentProps, createElement, type FunctionComponent } from 'react'

// Lucide's icons, of which its package for React would bring a component of the browser's with each: we draw the shapes with
// what every page has anyway. They are in groups, because a page that shows one of a file brings them all.

type Props = Omit<ComponentProps<'svg'>, 'children' | 'role' | 'aria-hidden'>
export type Icon = FunctionComponent<Props>

/** An icon is 24 px high unless a class says otherwise, and has the color of the text. Without a label nobody hears it. */
export const icon = (node: IconNode): Icon =>
  function LucideIcon({ className, 'aria-label': label, ...props }) {
    const look = { ...props, viewBox: '0 0 24 24', className: clsx('icon', className) }
    const parts = node.map(([element, attributes]) => createElement(element, attributes))
    const named = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true }
    return createElement('svg', { ...named, ...look }, ...parts)
  }
