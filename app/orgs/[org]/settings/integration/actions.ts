'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { orgAction } from '@/lib/action'
import { disconnect, markStep, saveCredentials } from '@/lib/orgs/integration'
import { credentialsSchema, stepSchema } from '@/lib/orgs/integration-schema'

const revalidate = (slug: string) => revalidatePath(`/orgs/${slug}/settings/integration`)

export const saveCredentialsAction = orgAction(
  'saveCredentials',
  'integration:manage',
  credentialsSchema,
  async ({ org }, input) => {
    await saveCredentials(org.id, input)
    revalidate(org.slug)
  },
)

export const markStepAction = orgAction('markStep', 'integration:manage', stepSchema, async ({ org }, { step }) => {
  await markStep(org.id, step)
  revalidate(org.slug)
})

export const disconnectAction = orgAction('disconnect', 'integration:manage', z.object({}), async ({ org }) => {
  await disconnect(org.id)
  revalidate(org.slug)
})
