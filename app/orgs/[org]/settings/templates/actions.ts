'use server'

import { revalidatePath } from 'next/cache'
import { orgAction } from '@/lib/orgs/action'
import type { OrgContext } from '@/lib/orgs/context'
import { deleteTemplateSchema, renameTemplateSchema, templateIdSchema } from '@/lib/templates/schema'
import { archiveTemplate, deleteTemplate, renameTemplate, restoreTemplate } from '@/lib/templates/templates'

/** And the page shows it. */
const shown =
  <In>(change: (context: OrgContext, input: In) => Promise<void>) =>
  async (context: OrgContext, input: In): Promise<void> => {
    await change(context, input)
    revalidatePath(`/orgs/${context.org.slug}/settings/templates`)
  }

export const renameTemplateAction = orgAction(
  'renameTemplate',
  'prices:manage',
  renameTemplateSchema,
  shown(renameTemplate),
)

export const archiveTemplateAction = orgAction(
  'archiveTemplate',
  'prices:manage',
  templateIdSchema,
  shown(archiveTemplate),
)

export const restoreTemplateAction = orgAction(
  'restoreTemplate',
  'prices:manage',
  templateIdSchema,
  shown(restoreTemplate),
)

export const deleteTemplateAction = orgAction(
  'deleteTemplate',
  'prices:manage',
  deleteTemplateSchema,
  shown(deleteTemplate),
)
