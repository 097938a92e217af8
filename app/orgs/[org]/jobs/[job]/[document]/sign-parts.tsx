'use client'

import { later } from '@/components/later'

/** What a paper that waits for signatures has to press. No other page of a document loads it. */
export const SignButtons = later(async () => (await import('./sign-buttons')).SignButtons)
