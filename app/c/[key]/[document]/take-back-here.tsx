'use client'

import { later } from '@/components/later'

/** What somebody may take back who has signed. No other paper loads it. */
export const TakeBackHere = later(async () => (await import('./other-ways')).TakeBackConsent)
