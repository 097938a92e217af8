'use server'

import { createDocument } from '@/lib/documents/create-document'
import { saveDocument } from '@/lib/documents/save-document'
import { createDocumentSchema, saveDocumentSchema, setStageSchema } from '@/lib/documents/schema'
import { setStage } from '@/lib/documents/set-stage'
import { orgAction } from '@/lib/orgs/action'

export const createDocumentAction = orgAction('createDocument', 'records:write', createDocumentSchema, createDocument)

export const saveDocumentAction = orgAction('saveDocument', 'records:write', saveDocumentSchema, saveDocument)

export const setStageAction = orgAction('setStage', 'records:write', setStageSchema, setStage)
