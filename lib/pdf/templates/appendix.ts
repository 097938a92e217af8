/**
 * What follows a signed paper: `AppendixView` of lib/pdf/document/appendix.ts. Needs DOCUMENT, whose last page it leaves as it
 * is. The notice is bold and 10 point, as 16 CFR 429.1(b) has it, and each copy is a page of its own, to be taken off.
 */
export const APPENDIX = `
#let a = d.appendix
#metadata("paper") <paper-end>

#let blank-line(label) = {
  block(above: 0pt, below: 4.5pt, width: 100%, height: 30pt, stroke: (bottom: 0.75pt + ink))
  block(above: 0pt, below: 0pt, label-text(label))
}

#if a.notice != none {
  for copy in a.notice.copies {
    pagebreak()
    align(right, label-text(copy))
    v(14pt)
    set text(10pt, weight: 700)
    set par(spacing: 1.1em)
    heading(level: 2, text(14pt, weight: 700, a.notice.caption))
    v(16pt)
    par(a.notice.dateLabel + ": " + a.notice.date)
    for words in a.notice.paragraphs { par(words) }
    v(8pt)
    par(a.notice.cancels)
    v(10pt)
    grid(columns: (1.4in, 1fr), column-gutter: 24pt, blank-line(a.notice.lines.date), blank-line(a.notice.lines.signature))
    if a.notice.more.len() > 0 {
      v(18pt)
      set text(9pt, weight: 400, fill: soft)
      for words in a.notice.more { par(words) }
    }
  }
}

#pagebreak()
#section-heading(2, text(18pt, a.heading), above: 0pt, below: 12pt)
#par(a.lead)

#let long-facts(rows) = {
  set par(leading: 0.5em, spacing: 0.5em)
  grid(columns: (1.7in, 1fr), column-gutter: 12pt, row-gutter: 6.5pt,
    ..rows.map(row => (text(9pt, fill: soft, row.label), text(9pt, row.value))).flatten())
}
#block(above: 16pt, below: 0pt, width: 100%, stroke: (y: hair), inset: (y: 12pt), long-facts(a.paper + a.hashes))

#section-heading(3, a.money.heading, above: 22pt, below: 8pt)
#long-facts((a.money.total,))
#if a.money.rows.len() > 0 {
  v(8pt)
  table(
    columns: (1.2fr, 1.4fr, auto, auto), stroke: none,
    inset: (x, y) => (left: if x == 0 { 0pt } else { 18pt }, right: 0pt, y: 5pt),
    align: (x, y) => top + if x < 2 { left } else { right },
    table.header(repeat: true, ..a.money.columns.map(head-cell), table.hline(stroke: 0.75pt + ink)),
    ..a.money.rows.map(row => (
      ..row.map(words => table.cell(breakable: false, text(9pt, figures(words)))), table.hline(stroke: hair),
    )).flatten(),
  )
}

#section-heading(3, a.signersHeading, above: 22pt, below: 4pt)
#for signer in a.signers {
  block(above: 12pt, below: 0pt, width: 100%, breakable: false, grid(
    columns: (2.3in, 1fr), column-gutter: 20pt,
    block(width: 100%, stroke: (bottom: 0.75pt + ink), inset: (bottom: 4pt), height: 0.8in, align(bottom + left,
      if signer.drawn != none {
        image("/" + signer.drawn.file, height: 0.7in, alt: signer.drawn.alt)
      } else if signer.typed.isGeist {
        text(17pt, style: "italic", signer.typed.text)
      } else {
        text(15pt, font: "Noto Sans", signer.typed.text)
      })),
    {
      block(above: 0pt, below: 6pt, text(weight: 600, signer.name) + text(fill: soft, ", " + signer.role))
      set par(leading: 0.5em, spacing: 0.5em)
      grid(columns: (0.8in, 1fr), column-gutter: 10pt, row-gutter: 5pt,
        ..signer.facts.map(row => (text(8.5pt, fill: soft, row.label), text(8.5pt, row.value))).flatten())
    },
  ))
}

#section-heading(3, a.events.heading, above: 24pt, below: 8pt)
#par(text(9pt, fill: soft, a.events.note))
#table(
  columns: (auto, auto, auto, 1fr, auto), stroke: none,
  inset: (x, y) => (left: if x == 0 { 0pt } else { 12pt }, right: 0pt, y: 5pt),
  align: top + left,
  table.header(repeat: true, ..a.events.columns.map(head-cell), table.hline(stroke: 0.75pt + ink)),
  ..a.events.rows.map(row => (
    table.cell(breakable: false, text(8pt, figures(str(row.number)))),
    table.cell(breakable: false, text(8pt, figures(row.at))),
    table.cell(breakable: false, text(8pt, fill: soft, figures(row.utc))),
    table.cell(breakable: false, {
      set par(spacing: 0.5em)
      par(text(8pt, row.what))
      if row.detail != "" { par(text(8pt, fill: soft, row.detail)) }
    }),
    table.cell(breakable: false, text(8pt, row.who)),
    table.hline(stroke: hair),
  )).flatten(),
)
#v(8pt)
#long-facts(a.events.hashes)

#block(above: 24pt, below: 0pt, width: 100%, breakable: false, {
  section-heading(3, a.verify.heading, above: 0pt, below: 8pt)
  for words in a.verify.paragraphs { par(words) }
  par(link(a.verify.link, a.verify.link))
})
`
