import { z } from 'zod'
import { requiredEmail, text } from '@/lib/contact'

// What people type about their own sign-in. Pure.

export const nameSchema = z.object({ name: text().min(1, 'Enter your name.').max(100, 'Use at most 100 characters.') })
export const emailSchema = z.object({ email: requiredEmail })
