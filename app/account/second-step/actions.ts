'use server'

import { z } from 'zod'
import { ownAction } from '@/lib/orgs/action'
import { codeSchema, passkeyName, registrationSchema } from '@/lib/second-step/schema'
import {
  addPasskey,
  beginAuthenticator,
  beginPasskey,
  confirmAuthenticator,
  removeAuthenticator,
  removePasskey,
  renewRecoveryCodes,
} from '@/lib/second-step/set-up'

const nothing = z.object({})

export const beginAuthenticatorAction = ownAction('beginAuthenticator', nothing, beginAuthenticator)

export const confirmAuthenticatorAction = ownAction('confirmAuthenticator', codeSchema, (context, { code }) =>
  confirmAuthenticator(context, code),
)

export const removeAuthenticatorAction = ownAction('removeAuthenticator', nothing, removeAuthenticator)

export const beginPasskeyAction = ownAction('beginPasskey', nothing, beginPasskey)

export const addPasskeyAction = ownAction(
  'addPasskey',
  z.object({ name: passkeyName, response: registrationSchema }),
  (context, { name, response }) => addPasskey(context, { name, response }),
)

export const removePasskeyAction = ownAction('removePasskey', z.object({ id: z.uuid() }), (context, { id }) =>
  removePasskey(context, id),
)

export const renewRecoveryCodesAction = ownAction('renewRecoveryCodes', nothing, renewRecoveryCodes)
