'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { confirmProposal, discardProposal, disconnect, saveCredentials } from '@/lib/integration/credentials'
import { markStep } from '@/lib/integration/integration'
import { confirmProposalSchema, credentialsSchema, stepSchema } from '@/lib/integration/schema'
import { orgAction } from '@/lib/orgs/action'

/** All of the organization's pages: each shows a change for a day. */
const revalidate = (slug: string) => revalidatePath(`/orgs/${slug}`, 'layout')

export const saveCredentialsAction = orgAction(
  'saveCredentials',
  'integration:manage',
  credentialsSchema,
  async (context, input) => {
    const state = await saveCredentials(context, input)
    revalidate(context.org.slug)
    return { state }
  },
)

export const confirmProposalAction = orgAction(
  'confirmProposal',
  'integration:manage',
  confirmProposalSchema,
  async (context, input) => {
    await confirmProposal(context, input)
    revalidate(context.org.slug)
  },
)

export const discardProposalAction = orgAction(
  'discardProposal',
  'integration:manage',
  z.object({}),
  async (context) => {
    await discardProposal(context)
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
