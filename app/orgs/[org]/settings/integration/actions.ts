'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { disconnect, markStep, saveCredentials } from '@/lib/integration/integration'
import { credentialsSchema, stepSchema } from '@/lib/integration/schema'
import { orgAction } from '@/lib/orgs/action'

const revalidate = (slug: string) => revalidatePath(`/orgs/${slug}/settings/integration`)

export const saveCredentialsAction = orgAction(
  'saveCredentials',
  'integration:manage',
  credentialsSchema,
  async (context, input) => {
    await saveCredentials(context, input)
    revalidate(context.org.slug)
  },
)

export const markStepAction = orgAction('markStep', 'integration:manage', stepSchema, async (context, { step }) => {
  await markStep(context, step)
  revalidate(context.org.slug)
})

export const disconnectAction = orgAction('disconnect', 'integration:manage', z.object({}), async (context) => {
  await disconnect(context)
  revalidate(context.org.slug)
})
