'use client'

import { later } from '@/components/later'

/** What cancels an agreement. No other paper loads it. */
export const CancelHere = later(async () => (await import('./cancel-agreement')).CancelAgreement)
