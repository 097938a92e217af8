'use client'

import { type ComponentProps, lazy, Suspense } from 'react'
import type { SignPaper } from './sign-paper'

const Lazy = lazy(() => import('./sign-paper').then((module) => ({ default: module.SignPaper })))

/** What somebody does who signs a paper. No other paper loads it. */
export const SignHere = (props: ComponentProps<typeof SignPaper>) => (
  <Suspense>
    <Lazy {...props} />
  </Suspense>
)
