'use server'

import { orgAction } from '@/lib/orgs/action'
import { deleteTemplateSchema, renameTemplateSchema, templateIdSchema } from '@/lib/templates/schema'
import { archiveTemplate, deleteTemplate, renameTemplate, restoreTemplate } from '@/lib/templates/templates'

export const renameTemplateAction = orgAction('renameTemplate', 'prices:manage', renameTemplateSchema, renameTemplate)

export const archiveTemplateAction = orgAction('archiveTemplate', 'prices:manage', templateIdSchema, archiveTemplate)

export const restoreTemplateAction = orgAction('restoreTemplate', 'prices:manage', templateIdSchema, restoreTemplate)

export const deleteTemplateAction = orgAction('deleteTemplate', 'prices:manage', deleteTemplateSchema, deleteTemplate)
