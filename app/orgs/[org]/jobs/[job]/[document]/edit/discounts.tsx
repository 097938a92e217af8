'use client'

import { Field, Select } from '@/components/ui/field'
import type { DocumentContent } from '@/lib/documents/content'
import { addDiscount, removeDiscount, setDiscount } from '@/lib/documents/editing/change-money'
import { DISCOUNTS, WORDS } from '@/lib/documents/editing/typed'
import { newId } from '@/lib/new-id'
import { Cell } from './cell'
import { useEditor } from './editor-context'
import { Fold } from './fold'
import { AddButton, RemoveButton } from './list-buttons'

type Props = Pick<DocumentContent, 'discounts' | 'sections'> & { problems: ReadonlyMap<string, string> }

/** What comes off the whole document, or off one section of it. */
export function Discounts({ discounts, sections, problems }: Props) {
  const editor = useEditor()
  const add = () => {
    const id = newId()
    editor.edit(addDiscount({ id, title: '', sectionId: null, kind: 'amount', amountCents: 0 }))
    editor.focus(`${id}-title`)
  }
  const says = discounts.map((each) => `${each.title || 'Discount'} ${amountOf(each)}`).join(', ')
  const isWrong = discounts.some(({ id }) => problems.has(`${id}-amount`) || problems.has(`${id}-sectionId`))
  return (
    <Fold title="Discounts" says={says || 'None'} isWrong={isWrong}>
      {discounts.map((discount, at) => {
        const { id } = discount
        return (
          <fieldset key={id} aria-label={`Discount ${at + 1}`} className="flex flex-wrap items-start gap-x-3 gap-y-2">
            <Cell
              id={`${id}-title`}
              label="Name"
              placeholder="Discount"
              what={`the name of discount ${at + 1}`}
              value={discount.title}
              typed={WORDS}
              onRead={(title) =>
                editor.edit(
                  setDiscount(id, (each) => ({ ...each, title })),
                  `${id}-title`,
                )
              }
              className="min-w-0 flex-1 basis-48"
            />
            <Cell
              id={`${id}-amount`}
              label="Off: $ or %"
              placeholder="500.00 or 10%"
              what={`discount ${at + 1}`}
              value={offOf(discount)}
              typed={AMOUNTS}
              onRead={(off) =>
                editor.edit(
                  setDiscount(id, (each) => withOff(each, off)),
                  `${id}-amount`,
                )
              }
              problem={problems.get(`${id}-amount`)}
              numeric
              className="w-36"
            />
            {(sections.length > 1 || discount.sectionId !== null) && (
              <Field
                label={<span className="block text-sm">Comes off</span>}
                id={`${id}-sectionId`}
                error={problems.get(`${id}-sectionId`)}
                className="w-48 gap-1!"
              >
                <Select
                  value={discount.sectionId ?? ''}
                  onChange={({ target }) =>
                    editor.edit(setDiscount(id, (each) => ({ ...each, sectionId: target.value || null })))
                  }
                >
                  <option value="">Everything</option>
                  {sections.map((section, place) => (
                    <option key={section.id} value={section.id}>
                      {section.title || `Section ${place + 1}`}
                    </option>
                  ))}
                </Select>
              </Field>
            )}
            <RemoveButton
              label={`Remove discount ${at + 1}`}
              className="mt-6"
              onClick={() => {
                editor.edit(removeDiscount(id))
                editor.focus('add-discount')
                editor.say('Removed the discount. Undo brings it back.')
              }}
            />
          </fieldset>
        )
      })}
      <div>
        <AddButton id="add-discount" label="Add discount" onClick={add} />
      </div>
    </Fold>
  )
}

type Discount = Props['discounts'][number]

/** What a discount takes off, without the rest of it. */
const offOf = (discount: Discount): Parameters<typeof DISCOUNTS.show>[0] =>
  discount.kind === 'percent'
    ? { kind: 'percent', percentThousandths: discount.percentThousandths }
    : { kind: 'amount', amountCents: discount.amountCents }

const amountOf = (discount: Discount) =>
  discount.kind === 'percent' ? DISCOUNTS.show(discount) : `$${DISCOUNTS.show(discount)}`

/** One that nobody has filled in shows nothing. */
const AMOUNTS = {
  read: (text: string) => DISCOUNTS.read(text),
  show: (off: Parameters<typeof DISCOUNTS.show>[0]) =>
    off.kind === 'amount' && off.amountCents === 0 ? '' : DISCOUNTS.show(off),
}

/** A discount with another amount: its fields are those of its kind. */
const withOff = ({ id, title, sectionId }: Discount, off: Parameters<typeof DISCOUNTS.show>[0]): Discount =>
  off.kind === 'percent'
    ? { id, title, sectionId, kind: 'percent', percentThousandths: off.percentThousandths }
    : { id, title, sectionId, kind: 'amount', amountCents: off.amountCents }
