'use server'

import { z } from 'zod'
import { liftLimit } from '@/lib/limits/locks'
import { setTop } from '@/lib/limits/top'
import { topSchema } from '@/lib/limits/top-schema'
import { orgAction } from '@/lib/orgs/action'

export const setTopAction = orgAction('setTop', 'limits:lift', topSchema, setTop)

const liftSchema = z.object({ id: z.string().regex(/^[0-9a-f]{64}$/, 'Reload the page.') })

export const liftLimitAction = orgAction('liftLimit', 'limits:lift', liftSchema, liftLimit)
