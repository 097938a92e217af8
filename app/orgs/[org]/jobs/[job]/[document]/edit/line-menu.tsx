'use client'

import { Copy, Percent, Tag, Trash2 } from '@/components/icons/editing'
import { Check as CheckIcon } from '@/components/icons/ui'
import { MenuItem, MenuSeparator } from '@/components/ui/menu'
import { patchLine, stepOf } from '@/lib/documents/editing/change-lines'
import { taxLines } from '@/lib/documents/editing/change-money'
import { lineOf } from '@/lib/documents/places'
import { useEditor } from './editor-context'
import { copyLine, stepLine, takeLine } from './line-keys'
import { MoveItems } from './row-menu'

/** What can be done with a line. It is drawn when the menu opens, so it reads the draft as it is then. */
export function LineMenu({ lineId }: { lineId: string }) {
  const editor = useEditor()
  const content = editor.store.content()
  const line = lineOf(content, lineId)
  if (!line) return null
  const patch = (change: Parameters<typeof patchLine>[1], then?: string) => {
    editor.edit(patchLine(lineId, change))
    if (then) editor.focus(`${lineId}-${then}`)
  }
  return (
    <>
      <MenuItem
        icon={line.optional ? <CheckIcon /> : <Blank />}
        onSelect={() => patch({ optional: line.optional ? null : { taken: false } }, line.optional ? 'menu' : 'taken')}
      >
        {line.optional ? 'Not optional' : 'Optional'}
      </MenuItem>
      <MenuItem
        icon={<Percent />}
        onSelect={() =>
          line.discount
            ? patch({ discount: null }, 'menu')
            : patch({ discount: { kind: 'percent', percentThousandths: 0 } }, 'discount')
        }
      >
        {line.discount ? 'Remove discount' : 'Discount'}
      </MenuItem>
      <MenuItem
        icon={<Tag />}
        onSelect={() =>
          line.costCents === null ? patch({ costCents: 0 }, 'cost') : patch({ costCents: null }, 'menu')
        }
      >
        {line.costCents === null ? 'Our cost' : 'Remove our cost'}
      </MenuItem>
      {content.taxRates.map(({ id, name }) => {
        const isTaxed = line.taxRateIds.includes(id)
        return (
          <MenuItem
            key={id}
            icon={isTaxed ? <CheckIcon /> : <Blank />}
            onSelect={() => {
              editor.edit(taxLines(id, !isTaxed, lineId))
              editor.focus(`${lineId}-menu`)
            }}
          >
            {isTaxed ? `Don’t charge ${name || 'this tax'}` : `Charge ${name || 'this tax'}`}
          </MenuItem>
        )
      })}
      <MenuSeparator />
      <MoveItems
        onStep={(step) => stepLine(editor, lineId, step, `${lineId}-menu`)}
        isFirst={!stepOf(content, lineId, -1)}
        isLast={!stepOf(content, lineId, 1)}
      />
      <MenuItem icon={<Copy />} onSelect={() => copyLine(editor, lineId)}>
        Duplicate
      </MenuItem>
      <MenuItem icon={<Trash2 />} onSelect={() => takeLine(editor, lineId)}>
        Remove
      </MenuItem>
    </>
  )
}

const Blank = () => <span className="size-5 shrink-0" />
