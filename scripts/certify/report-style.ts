/** The product's paper and ink, as one style sheet without anything from outside; colours as in app/globals.css. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #faf8f4; --sheet: #fffefb; --ink: #1c1a17; --muted: #5f5a52; --line: #dfdad0;
  --edge: #878074; --accent: #1d4f91; --danger: #a0281d }
@media (prefers-color-scheme: dark) { :root { --paper: #151412; --sheet: #1d1b18; --ink: #ece8e0; --muted: #aba599;
  --line: #38352f; --edge: #7f796e; --accent: #8fb8ee; --danger: #f29d91 } }
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 24px }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.5;
  font: 16px/1.5 Geist, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif }
main { max-width: 880px; margin: 0 auto; padding: 0 24px 96px }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 3px }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
h1, h2, h3, h4, p, dl, dd, figure, ul { margin: 0; padding: 0 }
h1, h2, h3 { text-wrap: balance; letter-spacing: -.012em; font-weight: 600 }
.brand { display: flex; align-items: flex-start; gap: 8px; min-height: 64px; font-weight: 500 }
.brand svg { width: 28px; height: 49px }
.brand span { padding-top: 20px }
h1 { font-size: 32px; line-height: 1.2; margin-top: 32px }
.lead { font-size: 18px; margin-top: 8px; color: var(--muted); max-width: 62ch }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(232px, 1fr)); gap: 16px 32px; margin: 32px 0;
  padding: 24px 0; border: solid var(--line); border-width: 1px 0 }
dt { font-size: 14px; color: var(--muted) }
dd { overflow-wrap: anywhere }
h2 { font-size: 22px; margin-top: 64px }
.contents { width: 100%; border-collapse: collapse; margin-top: 8px }
.contents th { text-align: left; font-weight: 600; padding: 24px 8px 8px 0; border-bottom: 1px solid var(--line) }
.contents td { padding: 8px 8px 8px 0; border-bottom: 1px solid var(--line); vertical-align: top }
.contents .number { width: 32px; color: var(--muted); font-variant-numeric: tabular-nums }
.contents .result { text-align: right; padding-right: 0; width: 1% }
.verdict { display: inline-flex; align-items: center; gap: 6px; font-weight: 500; white-space: nowrap }
.verdict svg { width: 18px; height: 18px; flex: none }
.verdict.failed { color: var(--danger) }
.verdict.skipped { color: var(--muted) }
article { border-top: 1px solid var(--line); margin-top: 40px; padding-top: 24px }
article header { display: flex; gap: 8px 24px; justify-content: space-between; align-items: baseline; flex-wrap: wrap }
article header p { color: var(--muted); font-size: 14px; width: 100% }
h3 { font-size: 19px; line-height: 1.35; flex: 1 1 60% }
.answers { display: grid; grid-template-columns: 88px 1fr; gap: 8px 16px; margin-top: 16px }
.answers dt { padding-top: 2px }
.answers li { list-style: none }
.note { color: var(--muted); font-size: 14px; margin-top: 4px }
h4 { font-size: 15px; font-weight: 600; margin-top: 32px }
.exchange { border: 1px solid var(--line); border-radius: 8px; background: var(--sheet); margin-top: 8px; overflow: hidden }
.exchange section + section { border-top: 1px solid var(--line) }
.exchange section { padding: 12px 16px }
.exchange .title { display: flex; justify-content: space-between; gap: 16px; font-size: 14px; color: var(--muted) }
pre { margin: 4px 0 0; font: 13px/1.55 'Geist Mono', ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 2 }
pre .head { font-weight: 600 }
pre .fields { color: var(--muted) }
details { margin-top: 16px }
summary { cursor: pointer; color: var(--accent); min-height: 32px; padding: 4px 0 }
.shown { margin-top: 8px; max-width: 66ch }
figure { margin-top: 16px }
figure + figure { margin-top: 32px }
figure img { display: block; max-width: 100%; height: auto; border: 1px solid var(--line); border-radius: 8px }
figcaption { font-size: 14px; color: var(--muted); margin-top: 8px; max-width: 66ch }
footer { margin-top: 64px; padding-top: 24px; border-top: 1px solid var(--line); font-size: 14px; color: var(--muted) }
@media (max-width: 560px) { main { padding: 0 16px 64px } .answers { grid-template-columns: 1fr; gap: 0 }
  .answers dd { margin-bottom: 8px } h1 { font-size: 26px } }
@media print {
  :root { color-scheme: light; --paper: #fff; --sheet: #fff; --ink: #000; --muted: #444; --line: #ccc; --accent: #000;
    --danger: #a0281d }
  @page { margin: 16mm }
  body { font-size: 11pt } pre { font-size: 8.5pt }
  main { max-width: none; padding: 0 }
  h2 { break-before: page } h2.stay { break-before: auto }
  h2, h3, h4, article header { break-after: avoid }
  figure img { max-height: 230mm; width: auto }
  figure, .answers, .exchange section { break-inside: avoid }
  a { text-decoration: none }
  summary { list-style: none; color: var(--muted) } summary::-webkit-details-marker { display: none }
  details::details-content { content-visibility: visible; display: block; block-size: auto }
}`
