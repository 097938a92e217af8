'use client'

import { AskDialog } from '@/components/ask-dialog'
import type { DocumentContent } from '@/lib/documents/content'
import { newId } from '@/lib/documents/editing/new-id'
import { saveTemplateAction } from '../actions'
import { useEditor } from './editor-context'

type Props = Pick<DocumentContent, 'title'>

/** Keeps what the document holds now as a template for other jobs. */
export function SaveTemplate({ title }: Props) {
  const { orgSlug, store, say } = useEditor()
  return (
    <AskDialog
      trigger="Save as template"
      triggerVariant="ghost"
      title="Save as template"
      confirmLabel="Save template"
      fields={[{ name: 'name', label: 'Name', initial: title.slice(0, 100) }]}
      action={async ({ name = '' }) => {
        const answer = await saveTemplateAction(orgSlug, { id: newId(), name, content: store.content() })
        if (answer.ok) say('Saved as a template.')
        return answer
      }}
    >
      <p>
        Other proposals can begin with it: with its lines, choices, discounts, taxes, texts and schedule. Photos and
        dates stay here.
      </p>
    </AskDialog>
  )
}
