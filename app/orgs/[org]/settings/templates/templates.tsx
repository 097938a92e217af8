'use client'

import { AskDialog } from '@/components/ask-dialog'
import { Problem } from '@/components/problem'
import { Button } from '@/components/ui/button'
import { Tag } from '@/components/ui/tag'
import { usePress } from '@/components/use-press'
import { archiveTemplateAction, deleteTemplateAction, renameTemplateAction, restoreTemplateAction } from './actions'

export type ShownTemplate = {
  id: string
  name: string
  /** "12 lines, from $18,400.00" */
  words: string
  /** "Saved Nov 29, 2026 by Marco" */
  saved: string
  isArchived: boolean
  version: number
  formId: string
}

type Props = { orgSlug: string; manages: boolean; templates: readonly ShownTemplate[] }

/** The company's templates by name, and what can be done with each. */
export const Templates = ({ orgSlug, manages, templates }: Props) => (
  <ul className="divide-y divide-hairline border-t">
    {templates.map((template) => (
      <li key={template.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-4">
        <div className="min-w-0 wrap-anywhere">
          <p className="font-medium">
            {template.name}
            {template.isArchived && <Tag>Archived</Tag>}
          </p>
          <p className="tabular-nums">{template.words}</p>
          <p className="text-sm text-ink-muted">{template.saved}</p>
        </div>
        {manages && <Offers orgSlug={orgSlug} template={template} />}
      </li>
    ))}
  </ul>
)

type OffersProps = { orgSlug: string; template: ShownTemplate }

function Offers({ orgSlug, template: { id, name, isArchived, version, formId } }: OffersProps) {
  const archive = usePress(() => archiveTemplateAction(orgSlug, { id }))
  const restore = usePress(() => restoreTemplateAction(orgSlug, { id }))
  const { press, pending, problem } = isArchived ? restore : archive
  return (
    <div className="flex flex-wrap gap-2">
      <AskDialog
        // Somebody else's new name is another form.
        key={`rename ${version}`}
        trigger="Rename"
        title={`Rename ${name}`}
        confirmLabel="Rename"
        fields={[{ name: 'name', label: 'Name', initial: name }]}
        action={(typed) => renameTemplateAction(orgSlug, { id, version, formId, name: typed.name ?? '' })}
      >
        <p>Its name is only yours: customers don’t see it.</p>
      </AskDialog>
      <Button pending={pending} aria-label={`${isArchived ? 'Restore' : 'Archive'} ${name}`} onClick={press}>
        {isArchived ? 'Restore' : 'Archive'}
      </Button>
      <AskDialog
        key={`delete ${version}`}
        trigger="Delete"
        title={`Delete ${name}?`}
        confirmLabel="Delete"
        fields={[]}
        action={() => deleteTemplateAction(orgSlug, { id, version })}
      >
        <p>It can’t be brought back. Proposals that began with it stay as they are.</p>
      </AskDialog>
      <Problem className="basis-full">{problem}</Problem>
    </div>
  )
}
