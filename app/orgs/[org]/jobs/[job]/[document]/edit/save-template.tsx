'use client'

import { useRef, useState } from 'react'
import { AskDialog } from '@/components/ask-dialog'
import type { DocumentContent } from '@/lib/documents/content'
import { newId } from '@/lib/new-id'
import { saveTemplateAction } from '../actions'
import { useEditor } from './editor-context'

type Props = Pick<DocumentContent, 'title'>

/** Keeps what the document holds now as a template for other jobs. */
export function SaveTemplate({ title }: Props) {
  const { orgSlug, store } = useEditor()
  const last = useRef<{ id: string; name: string; content: DocumentContent } | null>(null)
  const [savedAs, setSavedAs] = useState('')
  return (
    <>
      <p role="status" className="self-center px-4 text-sm text-ink-muted empty:hidden">
        {savedAs && `Saved as the template “${savedAs}”.`}
      </p>
      <AskDialog
        trigger="Save as template"
        triggerVariant="ghost"
        title="Save as template"
        confirmLabel="Save template"
        fields={[{ name: 'name', label: 'Name', initial: title.slice(0, 100) }]}
        changesPage={false}
        action={async ({ name = '' }) => {
          const content = store.content()
          // The same again, whose answer was lost, is the same template.
          if (last.current?.name !== name || last.current.content !== content)
            last.current = { id: newId(), name, content }
          const answer = await saveTemplateAction(orgSlug, last.current)
          if (answer.ok) setSavedAs(name)
          return answer
        }}
      >
        <p>
          Other documents can begin with it: with its lines, choices, discounts, taxes, texts and schedule. Photos,
          dates and the internal note stay here.
        </p>
      </AskDialog>
    </>
  )
}
