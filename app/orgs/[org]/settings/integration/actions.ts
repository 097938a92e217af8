'use server'

import { z } from 'zod'
import { confirmProposal, discardProposal, disconnect, saveCredentials } from '@/lib/integration/credentials'
import { markStep } from '@/lib/integration/integration'
import { confirmProposalSchema, credentialsSchema, stepSchema } from '@/lib/integration/schema'
import { orgAction } from '@/lib/orgs/action'

export const saveCredentialsAction = orgAction(
  'saveCredentials',
  'integration:manage',
  credentialsSchema,
  async (context, input) => ({ state: await saveCredentials(context, input) }),
)

export const confirmProposalAction = orgAction(
  'confirmProposal',
  'integration:manage',
  confirmProposalSchema,
  confirmProposal,
)

export const discardProposalAction = orgAction('discardProposal', 'integration:manage', z.object({}), discardProposal)

export const markStepAction = orgAction('markStep', 'integration:manage', stepSchema, (context, { step }) =>
  markStep(context, step),
)

export const disconnectAction = orgAction('disconnect', 'integration:manage', z.object({}), disconnect)
