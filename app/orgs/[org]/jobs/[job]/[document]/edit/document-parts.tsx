'use client'

import { useMemo } from 'react'
import type { DocumentContent } from '@/lib/documents/content'
import { addGroup, newGroup } from '@/lib/documents/editing/change-choices'
import { addSection, newSection } from '@/lib/documents/editing/change-lines'
import { newId } from '@/lib/new-id'
import type { DocumentKind } from '@/prisma/generated/enums'
import { Choices } from './choices'
import { Discounts } from './discounts'
import { useEditor } from './editor-context'
import { LandingField } from './landing'
import { AddButton } from './list-buttons'
import { MarginLine } from './margin'
import { Missing } from './missing'
import { Schedule } from './schedule'
import { Sections } from './sections'
import { type CompanyRate, Taxes } from './taxes'
import { CustomerTexts, GoodUntil, InternalNote, Photos, Shown, Terms } from './texts'
import { Totals, totalName } from './totals'
import type { Pricing } from './use-pricing'

type Props = {
  kind: DocumentKind
  content: DocumentContent
  pricing: Pricing
  total: string
  today: string
  companyRates: readonly CompanyRate[]
}

/** Everything that a document holds: its lines and total first, what few documents have below. */
export function DocumentParts({ kind, content, pricing, total, today, companyRates }: Props) {
  const editor = useEditor()
  const { priced, byElement: problems, taxed, lineCount, missing } = pricing
  // Only of a tax that some lines have and others lack, a line says that it lacks it.
  const mixed = content.taxRates.filter(({ id }) => (taxed.get(id) ?? 0) > 0 && (taxed.get(id) ?? 0) < lineCount)
  const mixedIds = mixed.map(({ id }) => id).join()
  const rates = useMemo(
    () => (mixedIds === '' ? undefined : content.taxRates.filter(({ id }) => mixedIds.includes(id))),
    [mixedIds, content.taxRates],
  )
  const facts = { numbers: pricing.numbers, cents: pricing.cents, problems, rates }

  const startSection = () => {
    const section = newSection(newId())
    editor.edit(addSection(section))
    editor.focus(`${section.id}-title`)
  }
  const startChoice = () => {
    const all = content.taxRates.map(({ id }) => id).filter((id) => taxed.get(id) === lineCount)
    const group = newGroup('', ['Good', 'Better', 'Best'], newId, all)
    editor.edit(addGroup(group))
    editor.focus(`${group.id}-title`)
  }
  const general = problems.get('sections')
  const isChange = kind === 'change_order'
  const missingOf = (field: string) => missing.find(({ path }) => path === field)?.message
  return (
    <>
      <Head />
      <Sections sections={content.sections} subtotals={pricing.subtotals} {...facts} />
      {content.optionGroups.length > 0 && (
        <div id="optionGroups" tabIndex={-1} className="mt-8 flex flex-col gap-6 outline-none">
          <Choices
            groups={content.optionGroups}
            chosen={content.choices.options}
            prices={priced.ok ? priced.groups : []}
            subtotals={pricing.subtotals}
            {...facts}
          />
        </div>
      )}
      <div className="mt-4 mb-6 flex flex-wrap gap-2">
        <AddButton id="add-section" label="Add section" variant="ghost" className="-ml-4" onClick={startSection} />
        {!isChange && <AddButton id="add-choice" label="Add choice" variant="ghost" onClick={startChoice} />}
      </div>
      <Totals content={content} priced={priced} name={totalName(priced, kind)} total={total} />
      {general && <p className="mt-2 text-right font-medium text-danger">{general}</p>}
      {pricing.margin && total !== '—' && <MarginLine margin={pricing.margin} />}
      <Missing content={pricing.calm} missing={missing} />
      <div className="mt-8 border-t">
        <CustomerTexts title={content.title} note={content.note} />
        <Discounts discounts={content.discounts} sections={content.sections} problems={problems} />
        <Taxes
          {...{ companyRates, taxed, lineCount, problems }}
          taxRates={content.taxRates}
          taxExemption={content.taxExemption}
        />
        {isChange ? (
          <LandingField landing={content.landing} problem={missingOf('landing')} />
        ) : (
          <Schedule
            {...{ problems, today }}
            schedule={content.schedule}
            parts={priced.ok && priced.state === 'decided' ? priced.parts : []}
          />
        )}
        <Terms terms={content.terms} />
        <Photos photos={content.photos} />
        <Shown show={content.show} />
        <GoodUntil expiresOn={content.expiresOn} today={today} problem={missingOf('expiresOn')} />
        <InternalNote internalNote={content.internalNote} />
      </div>
    </>
  )
}

/** The names of the columns, where lines have columns. */
const Head = () => (
  <div
    aria-hidden
    className="mb-2 hidden grid-cols-[1.5rem_minmax(0,1fr)_5.5rem_5.5rem_8rem_7.5rem_2.75rem] gap-x-2 text-sm text-ink-muted md:grid"
  >
    <span className="col-start-2">Description</span>
    <span className="text-right">Quantity</span>
    <span>Unit</span>
    <span className="text-right">Unit price, $</span>
    <span className="text-right">Total</span>
  </div>
)
