'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
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
  /** The version that somebody else saved during this edit. */
  const [theirs, setTheirs] = useState<number | null>(null)
  const { form, submit, bind, failure, pending } = useActionForm({
    schema: saveDocumentSchema,
    defaultValues: { ...saved, items: saved.items.length > 0 ? saved.items : [BLANK_LINE] },
    action: async (input: SaveDocumentForm) => {
      setTheirs(null)
      const result = await saveDocumentAction(orgSlug, input)
      if (!result.ok || result.value.saved) return result
      setTheirs(result.value.conflict)
      return {
        ok: false,
        message: `Somebody else changed this ${word} while you were editing. Your changes aren’t saved yet, but they’re still here. Choose which to keep.`,
      }
    },
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
        {theirs !== null && (
          <div className="mt-3 flex flex-wrap gap-3">
            <Button
              onClick={() => {
                form.setValue('version', theirs)
                void submit()
              }}
            >
              Save mine over theirs
            </Button>
            <Button variant="ghost" onClick={() => router.refresh()}>
              Discard mine, load theirs
            </Button>
          </div>
        )}
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
