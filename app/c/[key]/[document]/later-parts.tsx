'use client'

import { later } from '@/components/later'

// What is done with few papers only: no other one loads it.

export const SignHere = later(async () => (await import('./sign-paper')).SignPaper)
export const TakeBackHere = later(async () => (await import('./other-ways')).TakeBackConsent)
export const CancelHere = later(async () => (await import('./cancel-agreement')).CancelAgreement)
