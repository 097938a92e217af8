'use client'

import { useRouter } from 'next/navigation'
import { ConflictView, useConflict } from '@/components/conflict'
import { ActionForm, FormSummary } from '@/components/form'
import { Button, ButtonLink } from '@/components/ui/button'
import { useActionForm } from '@/components/use-action-form'
import { type SaveDocumentForm, saveDocumentSchema } from '@/lib/documents/schema'
import { KIND_LABELS } from '@/lib/documents/stages'
import type { DocumentKind } from '@/prisma/generated/enums'
import { saveDocumentAction } from '../actions'
import { BLANK_LINE, LineItems } from './line-items'

type Props = { orgSlug: string; kind: DocumentKind; path: string; saved: SaveDocumentForm }

export function DocumentEditor({ orgSlug, kind, path, saved }: Props) {
  const router = useRouter()
  const word = KIND_LABELS[kind].toLowerCase()
  const { conflict, guard } = useConflict(word, (input: SaveDocumentForm) => saveDocumentAction(orgSlug, input))
  const { form, submit, bind, failure, pending } = useActionForm({
    schema: saveDocumentSchema,
    defaultValues: { ...saved, items: saved.items.length > 0 ? saved.items : [BLANK_LINE] },
    action: guard,
    draft: { name: 'document' },
    onSaved: () => {
      router.push(path)
      router.refresh()
    },
  })
  return (
    <ActionForm onSubmit={submit} aria-labelledby="edit-document" className="flex flex-col gap-6">
      <h2 id="edit-document" className="text-lg font-semibold tracking-tight">
        Edit {word}
      </h2>
      <FormSummary failure={failure}>
        <ConflictView
          conflict={conflict}
          nameOf={(path) => `Line ${Number(path.split('.')[1]) + 1}`}
          onSaveMine={(version) => {
            form.setValue('version', version)
            void submit()
          }}
        />
      </FormSummary>
      <LineItems form={form} bind={bind} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" pending={pending}>
          Save {word}
        </Button>
        <ButtonLink href={path} variant="ghost">
          Cancel
        </ButtonLink>
      </div>
    </ActionForm>
  )
}
