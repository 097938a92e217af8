'use server'

import { createDocument } from '@/lib/documents/create-document'
import { saveDocument } from '@/lib/documents/save-document'
import { createDocumentSchema, saveDocumentSchema, setStageSchema } from '@/lib/documents/schema'
import { setStage } from '@/lib/documents/set-stage'
import { orgAction } from '@/lib/orgs/action'

export const createDocumentAction = orgAction(
  'createDocument',
  'records:write',
  createDocumentSchema,
  ({ org }, input) => createDocument(org.id, input),
)

export const saveDocumentAction = orgAction('saveDocument', 'records:write', saveDocumentSchema, ({ org }, input) =>
  saveDocument(org.id, input),
)

export const setStageAction = orgAction('setStage', 'records:write', setStageSchema, ({ org }, input) =>
  setStage(org.id, input),
)
