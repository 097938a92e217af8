import { PAPER } from './paper'

/** A job's statement: `StatementView` of lib/pdf/statement-pdf.ts. */
export const STATEMENT = `${PAPER}
#company-head()
#v(30pt)
#heading(level: 1, d.heading)
#if d.title != "" { block(above: 13pt, text(12pt, fill: soft, d.title)) }

#parties-and-facts()

#grid(
  columns: (1fr,) * d.sums.len(), column-gutter: 22pt, inset: (y: 16pt), align: left,
  ..d.sums.map(sum => {
    label-text(sum.label)
    block(above: 8pt, below: 0pt, figures(text(17pt, weight: 600, tracking: -0.01em, sum.amount)))
  }),
)

#if d.rows.len() == 0 { block(above: 10pt, text(fill: soft, d.empty)) } else {
  section-heading(2, d.tableHeading, above: 10pt)
  table(
    columns: (auto, 1fr, auto, auto), stroke: none,
    inset: (x, y) => (left: if x == 0 { 0pt } else { 18pt }, right: 0pt, y: 7pt),
    align: (x, y) => top + if x < 2 { left } else { right },
    table.header(repeat: true, ..d.columns.map(head-cell), table.hline(stroke: 0.75pt + ink)),
    ..d.rows.map(row => (
      table.cell(breakable: false, figures(row.date)),
      table.cell(breakable: false, {
        set par(spacing: 0.55em)
        par(text(weight: 500, row.what))
        if row.detail != "" { par(text(8.8pt, fill: soft, row.detail)) }
      }),
      table.cell(breakable: false, figures(row.amount)),
      table.cell(breakable: false, figures(row.owed)),
      table.hline(stroke: hair),
    )).flatten(),
  )
}
#company-foot()
`
