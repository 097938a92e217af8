'use client'

import { Button } from '@/components/ui/button'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import type { DocumentContent } from '@/lib/documents/content'
import { addRate, patchContent, patchRate, removeRate, taxLines } from '@/lib/documents/editing/change-money'
import { RATES, WORDS } from '@/lib/documents/editing/typed'
import { newId } from '@/lib/new-id'
import { formatPercent } from '@/lib/percent'
import { Cell } from './cell'
import { useEditor } from './editor-context'
import { Check, Fold } from './fold'
import { AddButton, RemoveButton } from './list-buttons'
import { whereItFits } from './row-menu'

/** One that the company keeps in its settings. */
export type CompanyRate = { name: string; rateThousandths: number }

const rateWords = ({ name, rateThousandths }: CompanyRate) => `${name || 'Tax'} ${formatPercent(rateThousandths)}`

type Props = Pick<DocumentContent, 'taxRates' | 'taxExemption'> & {
  companyRates: readonly CompanyRate[]
  /** How many lines each rate taxes, by its id, and how many there are. */
  taxed: ReadonlyMap<string, number>
  lineCount: number
  problems: ReadonlyMap<string, string>
}

/** The taxes of a document and which lines they tax, or why none is charged. */
export function Taxes({ taxRates, companyRates, taxExemption, taxed, lineCount, problems }: Props) {
  const editor = useEditor()
  const add = () => {
    const id = newId()
    editor.edit(addRate({ id, name: taxRates.length === 0 ? 'Sales tax' : '', rateThousandths: 0 }))
    editor.focus(`${id}-rateThousandths`)
  }
  const addOf = (rate: CompanyRate) => {
    editor.edit(addRate({ id: newId(), ...rate }))
    editor.focus('add-tax')
    editor.say(`Added ${rateWords(rate)}.`)
  }
  const rates = taxRates.map(rateWords)
  const others = companyRates.filter((rate) => !rates.includes(rateWords(rate)))
  const isWrong = taxRates.some(({ id }) => problems.has(`${id}-name`) || problems.has(`${id}-rateThousandths`))
  return (
    <Fold title="Taxes" says={taxExemption ? 'Exempt' : rates.join(', ') || 'None'} isWrong={isWrong}>
      {taxRates.map(({ id, name, rateThousandths }, at) => (
        <fieldset key={id} aria-label={`Tax ${at + 1}`} className="flex flex-wrap items-start gap-x-3 gap-y-2">
          <Cell
            id={`${id}-name`}
            label="Name"
            placeholder="Sales tax"
            what={`the name of tax ${at + 1}`}
            value={name}
            typed={WORDS}
            onRead={(next) => editor.edit(patchRate(id, { name: next }), `${id}-name`)}
            problem={problems.get(`${id}-name`)}
            className="min-w-0 flex-1 basis-48"
          />
          <Cell
            id={`${id}-rateThousandths`}
            label="Rate, %"
            placeholder="8.875%"
            what={`the rate of tax ${at + 1}`}
            value={rateThousandths}
            typed={RATE}
            onRead={(next) => editor.edit(patchRate(id, { rateThousandths: next }), `${id}-rate`)}
            problem={problems.get(`${id}-rateThousandths`)}
            numeric
            inputMode="decimal"
            className="w-28"
          />
          <div className="flex flex-wrap items-center gap-2 sm:mt-6">
            <p className="min-w-28 text-sm text-ink-muted max-sm:basis-full">
              {(taxed.get(id) ?? 0) === lineCount ? 'On every line' : `On ${taxed.get(id) ?? 0} of ${lineCount} lines`}
            </p>
            <Button onClick={() => editor.edit(taxLines(id, true))}>All lines</Button>
            <Button onClick={() => editor.edit(taxLines(id, false))}>No lines</Button>
            <RemoveButton
              label={`Remove tax ${at + 1}`}
              onClick={() => {
                editor.edit(removeRate(id))
                editor.focus('add-tax')
                editor.say('Removed the tax. Undo brings it back.')
              }}
            />
          </div>
        </fieldset>
      ))}
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        {others.length === 0 ? (
          <AddButton id="add-tax" label="Add tax" onClick={add} />
        ) : (
          <Menu place={whereItFits} trigger={<AddButton id="add-tax" label="Add tax" />}>
            {others.map((rate) => (
              <MenuItem key={rateWords(rate)} onSelect={() => addOf(rate)}>
                {rateWords(rate)}
              </MenuItem>
            ))}
            <MenuSeparator />
            <MenuItem onSelect={add}>Another tax</MenuItem>
          </Menu>
        )}
        {taxRates.length > 0 && <p className="text-sm text-ink-muted">A line’s own menu says which taxes it has.</p>}
      </div>
      <div>
        <Check
          id="exempt"
          label="This customer is exempt from tax"
          checked={taxExemption !== null}
          onChange={(isExempt) => {
            editor.edit(patchContent({ taxExemption: isExempt ? { reason: '' } : null }))
            if (isExempt) editor.focus('taxExemption')
          }}
        />
        {taxExemption && (
          <Cell
            id="taxExemption"
            label="Why, as it’s printed"
            placeholder="Like “Resale certificate 12-3456”"
            what="why no tax is charged"
            value={taxExemption.reason}
            typed={WORDS}
            onRead={(reason) => editor.edit(patchContent({ taxExemption: { reason } }), 'taxExemption')}
            className="max-w-lg"
          />
        )}
      </div>
    </Fold>
  )
}

/** One that nobody has filled in shows nothing. */
const RATE: typeof RATES = { read: RATES.read, show: (value) => (value === 0 ? '' : RATES.show(value)) }
