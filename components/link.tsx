import type { ComponentProps } from 'react'

/**
 * A link within the app. It is a plain one: components/links.tsx follows all of them without loading the page anew, so
 * that a list doesn't need a component for each of its rows.
 */
export const Link = (props: Omit<ComponentProps<'a'>, 'href'> & { href: string }) => <a {...props} />
