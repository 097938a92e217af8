'use client'

import { PhotoPicker } from '@/components/documents/photo-picker'
import { Field, Input } from '@/components/ui/field'
import { formatDay } from '@/lib/dates'
import type { DocumentContent } from '@/lib/documents/content'
import { patchContent } from '@/lib/documents/editing/change-money'
import { WORDS } from '@/lib/documents/editing/typed'
import { Cell, TextCell } from './cell'
import { type Editor, useEditor } from './editor-context'
import { Check, Fold } from './fold'

/** Changes one text that a document has once. */
const typing = (editor: Editor, name: 'title' | 'note' | 'terms' | 'internalNote') => (text: string) =>
  editor.edit(patchContent({ [name]: text }), name)

const startOf = (text: string) => text.split('\n')[0]?.slice(0, 60) || 'None'

export function CustomerTexts({ title, note }: Pick<DocumentContent, 'title' | 'note'>) {
  const editor = useEditor()
  return (
    <Fold title="Title and note" says={title || startOf(note)}>
      <Cell
        id="title"
        label="Title"
        placeholder="Like “New roof, 12 Elm Street”"
        what="the title"
        value={title}
        typed={WORDS}
        onRead={typing(editor, 'title')}
        className="max-w-2xl"
      />
      <TextCell
        id="note"
        label="Note to the customer"
        hint="It stands above the lines."
        what="the note"
        rows={3}
        value={note}
        onRead={typing(editor, 'note')}
        className="max-w-2xl"
      />
    </Fold>
  )
}

export function Terms({ terms }: Pick<DocumentContent, 'terms'>) {
  const editor = useEditor()
  return (
    <Fold title="Terms" says={startOf(terms.replace(/[#*>]/g, '').trim())}>
      <TextCell
        id="terms"
        label="Terms"
        hint="Start a heading with #, a list with -. Put **two stars** around what should be bold."
        what="the terms"
        rows={8}
        value={terms}
        onRead={typing(editor, 'terms')}
      />
    </Fold>
  )
}

export function InternalNote({ internalNote }: Pick<DocumentContent, 'internalNote'>) {
  const editor = useEditor()
  return (
    <Fold title="Internal note" says={startOf(internalNote)}>
      <TextCell
        id="internalNote"
        label="Internal note"
        hint="Only your company sees it."
        what="the internal note"
        rows={3}
        value={internalNote}
        onRead={typing(editor, 'internalNote')}
        className="max-w-2xl"
      />
    </Fold>
  )
}

const SHOWN = [
  ['quantities', 'Quantities'],
  ['unitPrices', 'Unit prices'],
  ['lineTotals', 'Line totals'],
] as const

export function Shown({ show }: Pick<DocumentContent, 'show'>) {
  const editor = useEditor()
  const names = SHOWN.filter(([key]) => show[key]).map(([, name]) => name.toLowerCase())
  const says = names.length === SHOWN.length ? 'Everything' : names.join(', ') || 'Descriptions and the total'
  return (
    <Fold title="What the customer sees" says={says}>
      <div className="flex flex-wrap gap-x-8">
        {SHOWN.map(([key, name]) => (
          <Check
            key={key}
            id={`show-${key}`}
            label={name}
            checked={show[key]}
            onChange={(isShown) =>
              editor.edit((content) => ({ ...content, show: { ...content.show, [key]: isShown } }))
            }
          />
        ))}
      </div>
      <p className="text-sm text-ink-muted">Descriptions and the total are always there.</p>
    </Fold>
  )
}

type UntilProps = Pick<DocumentContent, 'expiresOn'> & { today: string; problem: string | undefined }

export function GoodUntil({ expiresOn, today, problem }: UntilProps) {
  const editor = useEditor()
  return (
    <Fold title="Good until" says={expiresOn ? formatDay(expiresOn) : 'No end'} isWrong={problem !== undefined}>
      <Field
        label="Last day to say yes"
        id="expiresOn"
        error={problem}
        hint="Leave it empty if it doesn’t expire."
        optional
        className="max-w-60"
      >
        <Input
          type="date"
          min={today}
          value={expiresOn ?? ''}
          onChange={({ target }) => editor.edit(patchContent({ expiresOn: target.value || null }), 'expiresOn')}
        />
      </Field>
    </Fold>
  )
}

/** Which caption was typed into, so that Undo takes back what was typed and not a letter. */
function captionOf(before: DocumentContent['photos'], after: DocumentContent['photos']): string | undefined {
  const isSame = after.length === before.length && after.every(({ id }, at) => id === before[at]?.id)
  const changed = after.find(({ caption }, at) => caption !== before[at]?.caption)
  return isSame && changed ? `${changed.id}-caption` : undefined
}

export function Photos({ photos }: Pick<DocumentContent, 'photos'>) {
  const { edit, orgSlug, jobNumber } = useEditor()
  const says = photos.length === 0 ? 'None' : photos.length === 1 ? '1 photo' : `${photos.length} photos`
  return (
    <Fold title="Photos" says={says}>
      <PhotoPicker
        {...{ orgSlug, jobNumber, photos }}
        onChange={(next) => edit(patchContent({ photos: next }), captionOf(photos, next))}
      />
    </Fold>
  )
}
