'use client'

import { useRef } from 'react'
import { AskDialog } from '@/components/ask-dialog'
import type { DocumentContent } from '@/lib/documents/content'
import { newId } from '@/lib/documents/editing/new-id'
import { saveTemplateAction } from '../actions'
import { useEditor } from './editor-context'

type Props = Pick<DocumentContent, 'title'>

/** Keeps what the document holds now as a template for other jobs. */
export function SaveTemplate({ title }: Props) {
  const { orgSlug, store, say } = useEditor()
  // The same press again, whose answer was lost, is the same template.
  const id = useRef('')
  return (
    <AskDialog
      trigger="Save as template"
      triggerVariant="ghost"
      title="Save as template"
      confirmLabel="Save template"
      fields={[{ name: 'name', label: 'Name', initial: title.slice(0, 100) }]}
      action={async ({ name = '' }) => {
        id.current ||= newId()
        const answer = await saveTemplateAction(orgSlug, { id: id.current, name, content: store.content() })
        if (answer.ok) {
          id.current = ''
          say('Saved as a template.')
        }
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
