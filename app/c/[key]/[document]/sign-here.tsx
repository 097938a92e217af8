'use client'

import { later } from '@/components/later'

/** What somebody does who signs a paper. No other paper loads it. */
export const SignHere = later(async () => (await import('./sign-paper')).SignPaper)
