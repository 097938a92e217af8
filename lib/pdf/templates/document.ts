import { LINES } from './lines'
import { PAPER } from './paper'
import { SIGNATURES } from './signatures'
import { TERMS } from './terms'

/** A proposal, an agreement or a change order: `DocumentView` of lib/pdf/document/view.ts. */
export const DOCUMENT = `${PAPER}${TERMS}${LINES}${SIGNATURES}
#company-head()
#v(30pt)
#heading(level: 1, d.heading)
#if d.title != "" { block(above: 13pt, text(12pt, fill: soft, d.title)) }

#parties-and-facts()

#if d.note.len() > 0 { block(above: 18pt, paragraphs(d.note)) }

#let choice-block(option) = block(
  above: 12pt, below: 0pt, width: 100%, inset: (left: 12pt),
  stroke: (left: if option.isTaken { 2pt + brand } else { 1pt + rgb("#d9d4ca") }),
  {
    block(width: 100%, above: 0pt, below: 10pt, sticky: option.rows.len() > 0 or option.sections.len() > 0, breakable: false, grid(
      columns: (1fr, auto), column-gutter: 16pt, row-gutter: 6.5pt, align: (left + top, right + top),
      heading(level: option.level, option.title), figures(text(weight: 600, option.difference)),
      ..if option.state + option.total != "" { (label-text(option.state), label-text(figures(option.total))) },
    ) + if option.isLast { place-mark("last row") })
    rows-of(option.rows)
    for section in option.sections {
      section-heading(option.level + 1, section.title, above: 12pt, below: 6pt)
      rows-of(section.rows)
    }
  },
)

#let choices(groups) = for group in groups {
  if group.startsPage { pagebreak(weak: true) }
  section-heading(group.level, group.title, above: 20pt, below: 7pt)
  if group.hint != "" { block(above: 0pt, below: 0pt, sticky: true, label-text(group.hint)) }
  for option in group.options { choice-block(option) }
}

#for section in d.sections {
  if section.startsPage { pagebreak(weak: true) }
  if section.title == "" { v(22pt) } else { section-heading(2, section.title, aside: section.subtotal) }
  rows-of(section.rows)
  choices(section.groups)
}

#block(above: 14pt, below: 0pt, width: 100%, breakable: false, {
  place-mark("totals")
  align(right, block(width: 3.4in, {
    set align(left)
    grid(
      columns: (1fr, auto), column-gutter: 18pt, row-gutter: 7pt, align: (left + top, right + top),
      ..d.totals.rows.map(row => (text(9pt, fill: soft, row.label), figures(row.amount))).flatten(),
    )
    block(above: if d.totals.rows.len() > 0 { 10pt } else { 0pt }, below: 0pt, width: 100%, stroke: (top: 1pt + ink), inset: (top: 9pt), grid(
      columns: (1fr, auto), column-gutter: 18pt, align: (left + horizon, right + horizon),
      text(11pt, weight: 600, d.totals.label), figures(text(17pt, weight: 600, tracking: -0.01em, d.totals.amount)),
    ))
    for note in d.totals.notes { block(above: 10pt, below: 0pt, text(8.5pt, fill: soft, note)) }
  }))
})

#if d.changes.len() > 0 {
  section-heading(2, "What this changes")
  block(above: 0pt, below: 0pt, breakable: false, {
    text(12pt, weight: 600, d.changes.first())
    for sentence in d.changes.slice(1) { block(above: 6pt, below: 0pt, sentence) }
  })
}

#if d.schedule.rows.len() > 0 {
  section-heading(2, d.schedule.heading)
  table(
    columns: (1.2fr, 1.4fr, auto, auto), stroke: none,
    inset: (x, y) => (left: if x == 0 { 0pt } else { 18pt }, right: 0pt, y: 7pt),
    align: (x, y) => top + if x < 2 { left } else { right },
    table.header(repeat: true, ..d.schedule.columns.map(head-cell), table.hline(stroke: 0.75pt + ink)),
    ..d.schedule.rows.map(row => (
      table.cell(breakable: false, text(weight: 500, row.label)),
      table.cell(breakable: false, row.due),
      table.cell(breakable: false, text(fill: soft, figures(row.share))),
      table.cell(breakable: false, figures(row.amount)),
      table.hline(stroke: hair),
    )).flatten(),
  )
}

// Bold and 12 point, too, on papers that have no room for signatures.
#if d.cancellation != "" { block(above: 22pt, below: 0pt, width: 100%, breakable: false, text(12pt, weight: 600, d.cancellation)) }

#if d.photos.len() > 0 {
  section-heading(2, "Photos", below: 10pt)
  for (n, row) in d.photos.enumerate() {
    block(above: if n == 0 { 0pt } else { 14pt }, below: 0pt, breakable: false, grid(
      columns: row.map(photo => photo.width * 1pt), column-gutter: 12pt,
      ..row.map(photo => {
        image("/" + photo.file, width: photo.width * 1pt, height: photo.height * 1pt, alt: photo.alt)
        if photo.caption != "" { block(above: 5pt, below: 0pt, text(8.5pt, fill: soft, photo.caption)) }
      }),
    ))
  }
}

#if d.terms.len() > 0 {
  section-heading(2, "Terms")
  set text(9pt)
  terms-blocks(d.terms)
}

#if d.signatures != none { signature-blocks(d.signatures) }

#company-foot()
`
