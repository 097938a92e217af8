import type { Exchange } from './conversation'
import { type Exercise, exercises } from './document'
import { Html, html } from './html'
import type { Result, RunRecord, Verdict } from './record'
import { STYLE } from './report-style'
import { DISPLAYS } from './screen-plan'

/** A PNG, and how many pixels of the page it is wide. */
export type Picture = { png: Buffer; width: number }
/** By the names in the plan. */
export type Screens = ReadonlyMap<string, Picture>

const stroke = (path: string) =>
  new Html(
    `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="12" cy="12" r="10"/>${path}</svg>`,
  )
const VERDICTS: Record<Verdict | 'not run', { word: string; icon: Html }> = {
  passed: { word: 'Passed', icon: stroke('<path d="m8.5 12.5 2.5 2.5 4.5-5.5"/>') },
  failed: { word: 'Failed', icon: stroke('<path d="m9 9 6 6m0-6-6 6"/>') },
  'come back': { word: 'Come back', icon: stroke('<path d="M12 7v5l3 2"/>') },
  skipped: { word: 'Skipped', icon: stroke('<path d="M8 12h8"/>') },
  'not run': { word: 'Not run', icon: stroke('') },
}
const MARK = new Html(
  '<svg viewBox="0 -24 32 56" aria-hidden="true" fill="currentColor"><path d="M15.25-24h1.5V1h-1.5z"/><path d="M15.25 0h1.5v9h-1.5zM13 9h6v2.5h-6zM10.5 12.5h11l-1.2 7L16 31l-4.3-11.5z"/></svg>',
)

const verdictOf = (verdict: Verdict | 'not run') =>
  html`<span class="verdict ${verdict.replace(' ', '-')}">${VERDICTS[verdict].icon}${VERDICTS[verdict].word}</span>`

/** How many of each, "15 passed" or "13 passed, 2 to come back for". */
export function summary({ results }: Pick<RunRecord, 'results'>): string {
  const count = (verdict: Verdict) => results.filter((result) => result.verdict === verdict).length
  const parts = [
    `${count('passed')} passed`,
    count('failed') && `${count('failed')} failed`,
    count('come back') && `${count('come back')} to come back for`,
    count('skipped') && `${count('skipped')} skipped`,
  ]
  return parts.filter(Boolean).join(', ')
}

const utc = (iso: string) => `${iso.slice(0, 10)}, ${iso.slice(11, 16)} UTC`
const lines = (headers: Exchange['requestHeaders']) => headers.map(([name, value]) => `${name}: ${value}`).join('\n')

function exchangeOf({ method, uri, requestHeaders, requestBody, at, ...answer }: Exchange): Html {
  const { status, responseHeaders, responseBody, milliseconds } = answer
  return html`<div class="exchange">
<section aria-label="Request"><p class="title"><span>Request</span><span>${utc(at)}</span></p>
<pre tabindex="0"><span class="head">${method} ${uri}</span>
<span class="fields">${lines(requestHeaders)}</span>${requestBody && html`\n\n${requestBody}`}</pre></section>
<section aria-label="Response"><p class="title"><span>Response</span><span>${milliseconds} ms</span></p>
<pre tabindex="0"><span class="head">${status}</span>
<span class="fields">${lines(responseHeaders)}</span>${responseBody && html`\n\n${responseBody}`}</pre></section>
</div>`
}

function displayOf({ id }: Exercise, screens: Screens): Html | null {
  const display = DISPLAYS.find(({ exercise }) => exercise === id)
  if (!display) return null
  const pictures = display.pictures.flatMap(({ name, caption }) => {
    const picture = screens.get(name)
    if (!picture) return []
    return html`<figure><img src="data:image/png;base64,${picture.png.toString('base64')}" width="${picture.width}" alt="${caption}">
<figcaption>${caption}</figcaption></figure>`
  })
  return html`<h4>How this error is displayed in Plumbline</h4>
<p class="shown">${display.words}</p>
${pictures}`
}

function exerciseOf(exercise: Exercise, result: Result | undefined, screens: Screens): Html {
  const said = result?.exchanges ?? []
  const before = said.filter(({ preparation }) => preparation !== null)
  const asked = said.filter(({ preparation }) => preparation === null)
  return html`<article id="${exercise.id}" aria-labelledby="${exercise.id}-title">
<header><p>${exercise.group} · Exercise ${exercise.number}</p>
<h3 id="${exercise.id}-title">${exercise.asked}</h3>${verdictOf(result?.verdict ?? 'not run')}</header>
<dl class="answers">
<dt>Expected</dt><dd><ul>${exercise.expected.map((line) => html`<li>${line}</li>`)}</ul>
${exercise.note ? html`<p class="note">Note: ${exercise.note}</p>` : null}</dd>
<dt>Actual</dt><dd><ul>${(result?.actual ?? []).map((line) => html`<li>${line}</li>`)}</ul>
${result?.comeBackOn ? html`<p class="note">Come back on ${result.comeBackOn} or later.</p>` : null}</dd>
</dl>
${asked.length > 0 && html`<h4>Request and response</h4>`}
${asked.map(exchangeOf)}
${
  before.length > 0 &&
  html`<details><summary>What was sent to prepare this (${before.length})</summary>
${before.map((exchange) => html`<h4>${exchange.preparation}</h4>${exchangeOf(exchange)}`)}</details>`
}
${exercise.displayed ? displayOf(exercise, screens) : null}
</article>`
}

/** The report: one file that needs no other. */
export function renderReport(record: RunRecord, screens: Screens): string {
  const { madeAt, endpoint, user, rehearsal, versions, results } = record
  const resultOf = ({ id }: Exercise) => results.find((result) => result.id === id)
  const groups = [...new Set(exercises.map(({ group }) => group))]
  const facts = [
    { name: 'Result', value: summary(record) },
    { name: 'Endpoint', value: rehearsal ? 'Plumbline’s own PaySimple sandbox' : endpoint },
    { name: 'API user name', value: user },
    { name: 'Date', value: utc(madeAt) },
    ...versions,
  ]
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>PaySimple API 4.0 certification · Plumbline</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<main>
<p class="brand">${MARK}<span>Plumbline</span></p>
<h1>PaySimple API&nbsp;4.0 certification</h1>
<p class="lead">${
    rehearsal
      ? 'A rehearsal: the exercises of the document, done against Plumbline’s own sandbox with its clock moved. PaySimple has not been asked.'
      : 'The certification exercises of the document with the actual API responses, and how they are handled in Plumbline.'
  }</p>
<dl class="facts">${facts.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<nav aria-label="Contents">
<table class="contents">
${groups.map(
  (group) => html`<tbody><tr><th colspan="3" scope="rowgroup">${group}</th></tr>
${exercises
  .filter((exercise) => exercise.group === group)
  .map(
    (exercise) => html`<tr><td class="number">${exercise.number}</td>
<td><a href="#${exercise.id}">${exercise.asked}</a></td>
<td class="result">${verdictOf(resultOf(exercise)?.verdict ?? 'not run')}</td></tr>`,
  )}</tbody>`,
)}
</table>
</nav>
${groups.map(
  (group) => html`<h2>${group}</h2>
${exercises
  .filter((exercise) => exercise.group === group)
  .map((exercise) => exerciseOf(exercise, resultOf(exercise), screens))}`,
)}
<footer>Signatures and API keys are left out; card and bank account numbers are masked but for their last four digits, in
texts and pictures. Only the document’s own test accounts were used, and one card number with a wrong digit.
${screens.size > 0 && 'The pictures are of the running app, connected to Plumbline’s own sandbox.'}
</footer>
</main>
</body>
</html>
`
  return page.text
}
