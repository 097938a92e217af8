'use client'

import { type ComponentType, lazy, Suspense } from 'react'

/**
 * Makes a component whose code comes once it is drawn: for what few of those see who open a page. React's own, because
 * next/dynamic brings three times as much to the page.
 * @param load imports it
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => React.ReactNode {
  const Later = lazy(async () => ({ default: await load() })) as unknown as ComponentType<P>
  return (props) => (
    <Suspense>
      <Later {...props} />
    </Suspense>
  )
}
