import { clsx } from 'clsx'
import { type ComponentProps, createElement, type FunctionComponent } from 'react'

// Lucide's icons, drawn by what every page has anyway: its own component is one of the browser's, with ten attributes
// each time and every icon's data beside it. They are in groups, because a page that shows one of a file brings them all.

type Node = readonly (readonly [element: string, attributes: Record<string, string>])[]

declare module 'lucide-react/icons/plus' {
  // What the package's types leave out. All icons share them.
  const __iconData: { node: Node }
}

type Props = Omit<ComponentProps<'svg'>, 'children' | 'role' | 'aria-hidden'>
export type Icon = FunctionComponent<Props>

/** An icon is 24 px high unless a class says otherwise, and has the color of the text. Without a label nobody hears it. */
export const icon = (node: Node): Icon =>
  function LucideIcon({ className, 'aria-label': label, ...props }) {
    const look = { ...props, viewBox: '0 0 24 24', className: clsx('icon', className) }
    const parts = node.map(([element, attributes]) => createElement(element, attributes))
    if (!label)
      return (
        <svg aria-hidden="true" {...look}>
          {parts}
        </svg>
      )
    return (
      <svg role="img" aria-label={label} {...look}>
        {parts}
      </svg>
    )
  }
