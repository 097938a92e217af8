'use server'

import { revalidatePath } from 'next/cache'
import type { z } from 'zod'
import { dismissEmail, dismissEmailSchema, requestEmail, requestEmailSchema } from '@/lib/email/request-email'
import { orgAction } from '@/lib/orgs/action'
import type { OrgContext } from '@/lib/orgs/context'

/** An action about a payment's emails, which show on many of the organization's pages. */
const emailAction = <S extends z.ZodType>(
  name: string,
  schema: S,
  run: (context: OrgContext, input: z.output<S>) => Promise<void>,
) =>
  orgAction(name, 'emails:send', schema, async (context, input) => {
    await run(context, input)
    revalidatePath(`/orgs/${context.org.slug}`, 'layout')
  })

export const requestEmailAction = emailAction('requestEmail', requestEmailSchema, requestEmail)

export const dismissEmailAction = emailAction('dismissEmail', dismissEmailSchema, dismissEmail)
