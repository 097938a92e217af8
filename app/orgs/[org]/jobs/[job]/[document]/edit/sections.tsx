'use client'

import { Trash2 } from '@/components/icons/editing'
import { MenuItem, MenuSeparator } from '@/components/ui/menu'
import { Money } from '@/components/ui/money'
import type { ContentSection } from '@/lib/documents/content'
import { moveSection, patchSection, removeSection } from '@/lib/documents/editing/change-lines'
import { WORDS } from '@/lib/documents/editing/typed'
import { sectionList } from '@/lib/documents/places'
import { Cell } from './cell'
import { useEditor } from './editor-context'
import { type LineFacts, Lines } from './lines'
import { MoveItems, RowMenu } from './row-menu'

type Props = LineFacts & {
  sections: readonly ContentSection[]
  /** What each section comes to, by its id. */
  subtotals: ReadonlyMap<string, number>
}

/** The sections of a document. A document with one section has no need of a heading. */
export function Sections({ sections, subtotals, ...facts }: Props) {
  const isPlain = sections.length === 1 && sections[0]?.title === ''
  return (
    <div className="flex flex-col gap-8">
      {sections.map((section, at) => (
        <section key={section.id} aria-label={section.title || `Section ${at + 1}`}>
          {!isPlain && (
            <SectionHead
              section={section}
              number={at + 1}
              isLast={at === sections.length - 1}
              isOnly={sections.length === 1}
              cents={subtotals.get(section.id)}
              addId="add-section"
            />
          )}
          <Lines list={sectionList(section.id)} lines={section.lines} {...facts} />
        </section>
      ))}
    </div>
  )
}

type HeadProps = {
  section: ContentSection
  number: number
  /** The option that it is in, by name; none for a section of the document's own. */
  option?: string
  isLast: boolean
  /** It can't be removed: the document has no other. */
  isOnly?: boolean
  cents: number | undefined
  /** The button that adds one: the focus goes there when this one is gone. */
  addId: string
}

/** The heading of a section, what it comes to, and what can be done with it. */
export function SectionHead({ section, number, option, isLast, isOnly, cents, addId }: HeadProps) {
  const editor = useEditor()
  const { id, title } = section
  const name = `section ${number}${option ? ` of ${option}` : ''}`
  const remove = () => {
    editor.edit(removeSection(id))
    editor.focus(addId)
    editor.say('Removed the section and its lines. Undo brings them back.')
  }
  return (
    <div className="mb-3 flex items-center gap-2">
      <Cell
        id={`${id}-title`}
        label={`Heading of ${name}`}
        labelHidden
        placeholder="Heading, like “Tear-off”"
        what={`the heading of ${name}`}
        value={title}
        typed={WORDS}
        onRead={(next) => editor.edit(patchSection(id, { title: next }), `${id}-title`)}
        className="flex-1 font-semibold sm:max-w-sm"
      />
      <div className="ml-auto flex items-center gap-2">
        {cents !== undefined && (
          <p className="text-ink-muted">
            <span className="sr-only">Subtotal: </span>
            <Money cents={cents} />
          </p>
        )}
        <RowMenu of={title || `S${name.slice(1)}`} id={`${id}-menu`}>
          <MoveItems
            onStep={(step) => {
              editor.edit(moveSection(id, step))
              editor.focus(`${id}-menu`)
            }}
            isFirst={number === 1}
            isLast={isLast}
          />
          <MenuSeparator />
          <MenuItem icon={<Trash2 />} disabled={isOnly} onSelect={remove}>
            Remove with its lines
          </MenuItem>
        </RowMenu>
      </div>
    </div>
  )
}
