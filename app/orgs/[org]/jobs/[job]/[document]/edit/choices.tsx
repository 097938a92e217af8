'use client'

import { Copy, Trash2 } from '@/components/icons/editing'
import { Field, FieldError, Select } from '@/components/ui/field'
import { MenuItem, MenuSeparator } from '@/components/ui/menu'
import type { ContentOptionGroup } from '@/lib/documents/content'
import {
  addOption,
  addOptionSection,
  chooseOption,
  copiedOption,
  moveGroup,
  moveOption,
  newOption,
  patchGroup,
  patchOption,
  removeGroup,
  removeOption,
} from '@/lib/documents/editing/change-choices'
import { newLine, newSection, taxesOfNew } from '@/lib/documents/editing/change-lines'
import { WORDS } from '@/lib/documents/editing/typed'
import { differenceWords } from '@/lib/documents/offers'
import { optionList, sectionList } from '@/lib/documents/places'
import type { OptionGroupPrice } from '@/lib/documents/sums'
import { formatCents } from '@/lib/money'
import { newId } from '@/lib/new-id'
import { Cell } from './cell'
import { useEditor } from './editor-context'
import { type LineFacts, Lines } from './lines'
import { AddButton } from './list-buttons'
import { MoveItems, RowMenu } from './row-menu'
import { SectionHead } from './sections'

type Props = LineFacts & {
  groups: readonly ContentOptionGroup[]
  chosen: readonly { groupId: string; optionId: string }[]
  prices: readonly OptionGroupPrice[]
  /** What each section comes to, by its id. */
  subtotals: Subtotals
}

type Subtotals = ReadonlyMap<string, number>

/** Good, better, best: what the customer chooses one of. */
export function Choices({ groups, chosen, prices, subtotals, ...facts }: Props) {
  return groups.map((group, at) => (
    <Group
      key={group.id}
      {...{ group, subtotals, facts }}
      number={at + 1}
      isLast={at === groups.length - 1}
      chosen={chosen.find(({ groupId }) => groupId === group.id)?.optionId ?? ''}
      price={prices.find(({ id }) => id === group.id)}
    />
  ))
}

type GroupProps = {
  group: ContentOptionGroup
  number: number
  isLast: boolean
  chosen: string
  price: OptionGroupPrice | undefined
  subtotals: Subtotals
  facts: LineFacts
}

function Group({ group, number, isLast, chosen, price, subtotals, facts }: GroupProps) {
  const editor = useEditor()
  const { id, title, options } = group
  const name = title || `Choice ${number}`
  const add = () => {
    const taxRateIds = taxesOfNew(editor.store.content(), optionList(id, options.at(-1)?.id ?? ''))
    const option = newOption(newId(), '', [newLine(newId(), { taxRateIds })])
    editor.edit(addOption(id, option))
    editor.focus(`${option.id}-title`)
  }
  return (
    <section aria-label={name} className="rounded-lg border bg-sheet p-4 sm:p-5">
      <div className="flex items-start gap-2">
        <Cell
          id={`${id}-title`}
          label="The customer chooses one of"
          placeholder="Like “Shingles”"
          what={`the name of choice ${number}`}
          value={title}
          typed={WORDS}
          onRead={(next) => editor.edit(patchGroup(id, { title: next }), `${id}-title`)}
          className="min-w-0 flex-1 sm:max-w-sm"
        />
        <div className="ml-auto">
          <RowMenu of={name} id={`${id}-menu`}>
            <MoveItems
              onStep={(step) => {
                editor.edit(moveGroup(id, step))
                editor.focus(`${id}-menu`)
              }}
              isFirst={number === 1}
              isLast={isLast}
            />
            <MenuSeparator />
            <MenuItem
              icon={<Trash2 />}
              onSelect={() => {
                editor.edit(removeGroup(id))
                editor.focus('add-choice')
                editor.say('Removed the choice with its options. Undo brings them back.')
              }}
            >
              Remove with its options
            </MenuItem>
          </RowMenu>
        </div>
      </div>
      {options.map((option, at) => (
        <Option
          key={option.id}
          {...{ group, option, subtotals, facts }}
          number={at + 1}
          price={price?.options.find((each) => each.id === option.id)}
        />
      ))}
      <div className="mt-5 flex flex-wrap items-end gap-x-6 gap-y-3 border-t pt-4">
        <AddButton id={`${id}-add`} label="Add option" onClick={add} />
        <Field label="Chosen" id={`${id}-chosen`} className="w-60 max-w-full sm:ml-auto">
          <Select value={chosen} onChange={({ target }) => editor.edit(chooseOption(id, target.value || null))}>
            <option value="">The customer chooses</option>
            {options.map((option, at) => (
              <option key={option.id} value={option.id}>
                {option.title || `Option ${at + 1}`}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </section>
  )
}

type OptionProps = {
  group: ContentOptionGroup
  option: ContentOptionGroup['options'][number]
  number: number
  price: OptionGroupPrice['options'][number] | undefined
  subtotals: Subtotals
  facts: LineFacts
}

function Option({ group, option, number, price, subtotals, facts }: OptionProps) {
  const editor = useEditor()
  const { id: groupId, options, defaultOptionId } = group
  const { id, title } = option
  const name = title || `Option ${number}`
  const wrong = facts.problems.get(`${id}-title`)
  const copy = () => {
    const made = copiedOption(option, title && `${title} (copy)`, newId)
    editor.edit(addOption(groupId, made))
    editor.focus(`${made.id}-title`)
  }
  const addSection = () => {
    const section = newSection(newId())
    editor.edit(addOptionSection(groupId, id, section))
    editor.focus(`${section.id}-title`)
  }
  return (
    <section aria-label={name} className="mt-5 border-t pt-4">
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Cell
          id={`${id}-title`}
          label={`Name of option ${number}`}
          labelHidden
          placeholder="Like “Better”"
          what={`the name of option ${number}`}
          value={title}
          typed={WORDS}
          onRead={(next) => editor.edit(patchOption(groupId, id, { title: next }), `${id}-title`)}
          className="w-full font-semibold sm:w-60"
        />
        <label className="flex min-h-11 items-center gap-2">
          <input
            type="radio"
            name={`${groupId}-default`}
            checked={id === defaultOptionId}
            onChange={() => editor.edit(patchGroup(groupId, { defaultOptionId: id }))}
            className="size-5 accent-[var(--accent)]"
          />
          Standard
        </label>
        <div className="ml-auto flex items-center gap-2">
          {price && <OptionFigure price={price} isDefault={id === defaultOptionId} />}
          <RowMenu of={name} id={`${id}-menu`}>
            <MoveItems
              onStep={(step) => {
                editor.edit(moveOption(groupId, id, step))
                editor.focus(`${id}-menu`)
              }}
              isFirst={number === 1}
              isLast={number === options.length}
            />
            <MenuItem icon={<Copy />} onSelect={copy}>
              Duplicate
            </MenuItem>
            <MenuSeparator />
            <MenuItem
              icon={<Trash2 />}
              onSelect={() => {
                editor.edit(removeOption(groupId, id))
                editor.focus(options.length > 1 ? `${groupId}-add` : 'add-choice')
                editor.say(`Removed ${name}. Undo brings it back.`)
              }}
            >
              Remove
            </MenuItem>
          </RowMenu>
        </div>
      </div>
      {wrong && <FieldError id={`${id}-title`}>{wrong}</FieldError>}
      <Lines list={optionList(groupId, id)} lines={option.lines} {...facts} />
      {option.sections.map((section, at) => (
        <section key={section.id} aria-label={section.title || `Section ${at + 1} of ${name}`} className="mt-6">
          <SectionHead
            section={section}
            number={at + 1}
            option={name}
            isLast={at === option.sections.length - 1}
            cents={subtotals.get(section.id)}
            addId={`${id}-add-section`}
          />
          <Lines list={sectionList(section.id)} lines={section.lines} {...facts} />
        </section>
      ))}
      <AddButton id={`${id}-add-section`} label="Add section" variant="ghost" className="mt-2" onClick={addSection} />
    </section>
  )
}

type FigureProps = { price: OptionGroupPrice['options'][number]; isDefault: boolean }

/** What the document comes to with this option, and how far that is from the standard. */
function OptionFigure({ price, isDefault }: FigureProps) {
  if (price.totalCents === null) return <span className="text-ink-muted">—</span>
  return (
    <p className="text-right tabular-nums">
      {!isDefault && <span className="mr-2 text-ink-muted">{differenceWords(price)}</span>}
      <span className="sr-only">Total with this option: </span>
      <span className="font-semibold">{formatCents(price.totalCents)}</span>
    </p>
  )
}
