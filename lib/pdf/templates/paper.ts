// What every paper has: its page, its type, the company's head, and the foot of each page. `d.paper` is lib/pdf/paper.ts.
// Typst only lays out: amounts and days come as texts.

/** The beginning of every template. */
export const PAPER = String.raw`
#let d = json(bytes(sys.inputs.data))
#let ink = rgb("#1d1b18")
#let soft = rgb("#5f5a52")
#let hair = 0.5pt + rgb("#d9d4ca")
#let brand = if d.paper.color == none { ink } else { rgb(d.paper.color.text) }

// "Page 2 of 4". What is appended to a paper counts by itself: the paper's own pages stay as they are.
#let page-words() = {
  let (page, all) = (counter(page).get().first(), counter(page).final().first())
  let ends = query(<paper-end>)
  let own = if ends.len() == 0 { all } else { counter(std.page).at(ends.first().location()).first() }
  if page <= own [Page #page of #own] else [Attached page #(page - own) of #(all - own)]
}

#set document(title: d.paper.title, author: d.paper.author, date: datetime(..d.paper.date))
#set page(
  paper: "us-letter",
  margin: (x: 0.8in, top: 0.8in, bottom: 0.95in),
  footer-descent: 35%,
  footer: context {
    set text(8pt, fill: soft, number-width: "tabular")
    block(width: 100%, stroke: (top: hair), inset: (top: 7pt), grid(
      columns: (1fr, auto, 1fr), column-gutter: 12pt, align: (left, center, right),
      d.paper.foot.name,
      page-words(),
      d.paper.foot.mark,
    ))
  },
  background: context if d.paper.color != none and here().page() == 1 {
    place(top + left, rect(width: 100%, height: 6pt, fill: rgb(d.paper.color.fill)))
  },
)
#set text(font: ("Geist", "Noto Sans"), fallback: false, size: 9.5pt, fill: ink, lang: "en", region: "us")
#set par(leading: 0.6em, spacing: 0.95em, justify: false)
#show heading: set text(weight: 600)
#show heading.where(level: 1): set text(25pt, tracking: -0.02em)
#show heading.where(level: 2): set text(12.5pt, tracking: -0.005em)
#show heading.where(level: 3): set text(10.5pt)
#show heading.where(level: 4): set text(9.5pt)
#show heading: set block(above: 0pt, below: 0pt, sticky: true)
#show link: it => text(fill: brand, underline(offset: 1.5pt, stroke: 0.4pt, it))

#let figures(words) = text(number-width: "tabular", words)
#let label-text(words) = text(8pt, fill: soft, words)
// A line that begins like an item of a list hangs under its words.
#let line-of(words) = {
  let item = words.match(regex("^([-•*–]|\d{1,2}[.)])\s+"))
  if item == none { par(words) } else { par(hanging-indent: 0.9em, words) }
}
// Paragraphs, each a list of lines.
#let paragraphs(all) = for (n, lines) in all.enumerate() {
  block(above: if n == 0 { 0pt } else { 0.95em }, below: 0pt, {
    set par(spacing: 0.6em)
    for words in lines { line-of(words) }
  })
}
#let section-heading(level, words, above: 28pt, below: 11pt, aside: none) = block(
  above: above, below: below, width: 100%, sticky: true,
  if aside == none { heading(level: level, words) } else {
    grid(columns: (1fr, auto), column-gutter: 16pt, align: (left + bottom, right + bottom),
      heading(level: level, words), figures(text(weight: 500, aside)))
  },
)

#let company-head() = {
  let company = d.paper.company
  let lines = block({
    set text(8.5pt, fill: soft)
    set par(leading: 0.55em, spacing: 0.55em)
    if company.logo != none { par(text(fill: ink, weight: 600, company.name)) }
    for words in company.lines { par(words) }
    if company.website != none { par(link(company.website.href, company.website.label)) }
  })
  grid(
    columns: (1fr, 2.7in), column-gutter: 24pt, align: (left + top, right + top),
    if company.logo == none { text(16pt, weight: 600, tracking: -0.01em, company.name) } else {
      image("/" + company.logo.file, width: company.logo.width * 1pt, height: company.logo.height * 1pt, alt: company.logo.alt)
    },
    lines,
  )
}

#let company-foot() = if d.paper.company.foot.len() > 0 {
  block(above: 28pt, width: 100%, breakable: false, stroke: (top: hair), inset: (top: 9pt), {
    set text(8.5pt, fill: soft)
    set par(spacing: 0.6em)
    for words in d.paper.company.foot { par(words) }
  })
}

#let head-cell(words) = table.cell(inset: (bottom: 5pt, top: 0pt), label-text(text(weight: 500, words)))

// Labels and what they name, one below the other.
#let facts(rows, label-width: auto) = {
  set par(leading: 0.5em, spacing: 0.5em)
  grid(columns: (label-width, 1fr), column-gutter: 12pt, row-gutter: 6pt,
    ..rows.map(row => (text(9pt, fill: soft, row.label), figures(text(9pt, row.value)))).flatten())
}

// Whom it is for, where the work is, and the facts about the paper.
#let parties-and-facts() = block(above: 20pt, below: 0pt, width: 100%, breakable: false, stroke: (y: hair), inset: (y: 12pt), grid(
  columns: (1fr,) * d.parties.len() + (1.05fr,), column-gutter: 22pt,
  ..d.parties.map(party => {
    set par(leading: 0.5em, spacing: 0.5em)
    label-text(party.label)
    block(above: 6.5pt, below: 0pt, for (n, words) in party.lines.enumerate() {
      par(text(9pt, weight: if n == 0 and party.isNamed { 600 } else { 400 }, words))
    })
  }),
  facts(d.facts),
))
`
