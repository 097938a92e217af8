import type { ContentLine, DocumentContent } from './content'
import { inEveryList } from './places'

type Lines<L> = {
  sections: readonly { lines: readonly L[] }[]
  optionGroups: readonly { options: readonly { lines: readonly L[]; sections: readonly { lines: readonly L[] }[] }[] }[]
}

/** All lines of a document, those of options among them, each with its path as `priceDocument` names it. */
export function linesOf<L = ContentLine>(content: Lines<L>): { line: L; path: string }[] {
  const of = (lines: readonly L[], path: string) => lines.map((line, at) => ({ line, path: `${path}.lines.${at}` }))
  const ofSections = (sections: readonly { lines: readonly L[] }[], path: string) =>
    sections.flatMap(({ lines }, at) => of(lines, `${path}sections.${at}`))
  return [
    ...ofSections(content.sections, ''),
    ...content.optionGroups.flatMap(({ options }, g) =>
      options.flatMap((option, o) => [
        ...of(option.lines, `optionGroups.${g}.options.${o}`),
        ...ofSections(option.sections, `optionGroups.${g}.options.${o}.`),
      ]),
    ),
  ]
}

/** A document with what each line costs the company as another one has it, by the lines' ids. */
export function withCosts(content: DocumentContent, from: DocumentContent): DocumentContent {
  const costs = new Map(linesOf(from).map(({ line }) => [line.id, line.costCents]))
  return inEveryList(content, (lines) =>
    lines.map((line) => ({ ...line, costCents: costs.get(line.id) ?? line.costCents })),
  )
}
