import { Fragment, type ReactNode } from 'react'
import { Table, Td, Th } from '@/components/ui/table'
import { changeAmount } from '@/lib/documents/change-words'
import { linesOf } from '@/lib/documents/lines-of'
import { chosenOption } from '@/lib/documents/offers'
import { pricedInput } from '@/lib/documents/priced-input'
import { scheduleRows } from '@/lib/documents/schedule-rows'
import type { ShownContent } from '@/lib/documents/snapshot'
import { type Choices, type PricedDocument, priceDocument } from '@/lib/documents/sums'
import { termsTree } from '@/lib/documents/terms'
import { openRows, totalRows } from '@/lib/documents/total-rows'
import { formatCents } from '@/lib/money'
import { LinesTable } from './lines-table'
import { OptionGroups } from './option-groups'
import { ScheduleTable } from './schedule-table'
import { TermsView } from './terms-view'

type Props = {
  /** Where a photo is, by its hash. */
  photoAt: (hash: string) => string
  /** "Proposal": names its tables. */
  label: string
  content: ShownContent
  /** What was chosen of it, where that isn't what the content says. */
  choices?: Choices
  /** Of a change order: it may come to less than zero, and what it comes to is a change. */
  isChange?: boolean
  /** Where there are no lines yet. */
  empty: ReactNode
}

/** A document as the customer sees it: its lines, choices, discounts and taxes, what it comes to and when that is due. */
export function DocumentView({ photoAt, label, content, choices, isChange = false, empty }: Props) {
  const priced = priceDocument({ ...pricedInput(content, isChange), choices: choices ?? content.choices })
  if (!priced.ok)
    return (
      <p role="status" className="rounded-lg border border-warn bg-warn-wash p-4">
        This document doesn’t add up yet: {priced.problems[0]?.message}
      </p>
    )
  const prices = new Map(priced.lines.map((line) => [line.id, line]))
  const offers = new Map(priced.optionalLines.map((offer) => [offer.id, offer]))
  const chosen = chosenOption(content, choices)
  const isBlank = ({ line }: { line: { id: string; description: string } }) =>
    line.description === '' && prices.get(line.id)?.amountCents === 0
  if (linesOf(content).every(isBlank)) return empty
  return (
    <div className="flex flex-col gap-8">
      {content.note !== '' && <p className="wrap-anywhere max-w-prose whitespace-pre-line">{content.note}</p>}
      {content.sections.map((section) => (
        <Fragment key={section.id}>
          {section.lines.length > 0 && (
            <section className="flex flex-col gap-2">
              {section.title !== '' && <h3 className="wrap-anywhere font-semibold">{section.title}</h3>}
              <LinesTable
                caption={section.title || `${label} line items`}
                lines={section.lines}
                {...{ prices, offers }}
                show={content.show}
              />
            </section>
          )}
          <OptionGroups {...{ content, priced, prices, offers, chosen }} sectionId={section.id} />
        </Fragment>
      ))}
      <OptionGroups {...{ content, priced, prices, offers, chosen }} sectionId={null} />
      <Sums {...{ content, priced, isChange }} />
      {content.schedule.length > 0 && <ScheduleTable rows={scheduleRows(content, priced)} />}
      {content.photos.length > 0 && <Photos photoAt={photoAt} photos={content.photos} />}
      {content.terms !== '' && (
        <section aria-labelledby="document-terms" className="flex max-w-prose flex-col gap-3">
          <h3 id="document-terms" className="font-semibold">
            Terms
          </h3>
          <TermsView blocks={termsTree(content.terms)} level={4} />
        </section>
      )}
    </div>
  )
}

const Photos = ({ photoAt, photos }: Pick<Props, 'photoAt'> & { photos: ShownContent['photos'] }) => (
  <section aria-label="Photos">
    <ul className="grid gap-4 sm:grid-cols-2">
      {photos.map(({ id, hash, width, height, caption }, at) => (
        <li key={id}>
          <figure>
            <img
              src={photoAt(hash)}
              alt={`${at + 1} of ${photos.length}`}
              {...{ width, height }}
              loading="lazy"
              className="h-auto w-full rounded-md border"
            />
            {caption && <figcaption className="mt-1 wrap-anywhere text-sm text-ink-muted">{caption}</figcaption>}
          </figure>
        </li>
      ))}
    </ul>
  </section>
)

/** From the lines to the total, or to the least that it can come to. */
function Sums({ content, priced, isChange }: { content: ShownContent; priced: PricedDocument; isChange: boolean }) {
  const isOpen = priced.state === 'open'
  const rows = isOpen
    ? openRows(content)
    : totalRows(content, priced).map(({ cents, ...row }) => ({ ...row, words: formatCents(cents) }))
  return (
    <Table caption="Total" className="ml-auto max-w-md">
      <tbody>
        {rows.map(({ id, label, words }) => (
          <tr key={id}>
            <Td className="wrap-anywhere">{label}</Td>
            <Td numeric>{words}</Td>
          </tr>
        ))}
        {content.taxExemption && (
          <tr>
            <Td className="wrap-anywhere text-ink-muted">Exempt from tax: {content.taxExemption.reason}</Td>
            <Td numeric />
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <Th scope="row" className="pt-4! text-base! font-semibold! text-ink!">
            {isChange ? 'Change to the total' : 'Total'}
            {isOpen && <span className="block text-sm font-normal text-ink-muted">Choose an option for the total</span>}
          </Th>
          <td className="pt-4 text-right text-xl font-semibold tabular-nums">
            {isOpen
              ? `from ${formatCents(priced.fromCents)}`
              : isChange
                ? changeAmount(priced.totalCents)
                : formatCents(priced.totalCents)}
          </td>
        </tr>
      </tfoot>
    </Table>
  )
}
