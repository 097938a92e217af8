'use client'

import NextLink from 'next/link'
import { useRouter } from 'next/navigation'
import type { ComponentProps } from 'react'

type Props = Omit<ComponentProps<typeof NextLink>, 'href' | 'prefetch'> & { href: string }

/**
 * A link within the app. Its page is fetched ahead when somebody is about to press it, and not when it comes into view:
 * a list would ask the server for all of its rows.
 */
export function Link({ href, onPointerEnter, onTouchStart, onFocus, ...props }: Props) {
  const router = useRouter()
  const intending =
    <Event,>(handler: ((event: Event) => void) | undefined) =>
    (event: Event) => {
      handler?.(event)
      router.prefetch(href)
    }
  return (
    <NextLink
      {...props}
      href={href}
      prefetch={false}
      onPointerEnter={intending(onPointerEnter)}
      onTouchStart={intending(onTouchStart)}
      onFocus={intending(onFocus)}
    />
  )
}
