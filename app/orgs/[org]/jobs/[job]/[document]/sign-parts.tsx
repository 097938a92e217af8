'use client'

import { type ComponentProps, lazy, Suspense } from 'react'
import type { SignButtons as Buttons } from './sign-buttons'

const Lazy = lazy(() => import('./sign-buttons').then((module) => ({ default: module.SignButtons })))

/** What a paper that waits for signatures has to press. No other page of a document loads it. */
export const SignButtons = (props: ComponentProps<typeof Buttons>) => (
  <Suspense>
    <Lazy {...props} />
  </Suspense>
)
