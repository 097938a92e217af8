'use server'

import { acceptDocument } from '@/lib/documents/accept-document'
import { createDocument } from '@/lib/documents/create-document'
import { saveDraft } from '@/lib/documents/save-draft'
import {
  acceptDocumentSchema,
  createDocumentSchema,
  saveDraftSchema,
  sendDocumentSchema,
  setStageSchema,
} from '@/lib/documents/schema'
import { sendDocument } from '@/lib/documents/send-document'
import { setStage } from '@/lib/documents/set-stage'
import { orgAction } from '@/lib/orgs/action'

export const createDocumentAction = orgAction('createDocument', 'records:write', createDocumentSchema, createDocument)

export const saveDraftAction = orgAction('saveDraft', 'records:write', saveDraftSchema, saveDraft)

export const sendDocumentAction = orgAction('sendDocument', 'records:write', sendDocumentSchema, sendDocument)

export const acceptDocumentAction = orgAction('acceptDocument', 'records:write', acceptDocumentSchema, acceptDocument)

export const setStageAction = orgAction('setStage', 'records:write', setStageSchema, setStage)
