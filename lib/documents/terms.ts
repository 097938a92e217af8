import { fromMarkdown } from 'mdast-util-from-markdown'

// Terms are written in Markdown, and drawn twice: as a page (components/documents/terms-view.tsx) and on paper (lib/pdf). Both
// draw this tree and nothing else, so that what is signed is what was read. The tree is closed: what isn't one of these
// is the text that was typed. Pure.

export type TermsInline =
  | { kind: 'text'; text: string }
  | { kind: 'strong' | 'emphasis'; children: TermsInline[] }
  | { kind: 'link'; href: string; children: TermsInline[] }
  | { kind: 'break' }

export type TermsBlock =
  /** `level`: 1 to 3, and never more than one below the heading before it. */
  | { kind: 'heading'; level: number; children: TermsInline[] }
  | { kind: 'paragraph'; children: TermsInline[] }
  /** `start`: the first number; null for bullets. */
  | { kind: 'list'; start: number | null; items: TermsBlock[][] }
  | { kind: 'quote'; blocks: TermsBlock[] }
  | { kind: 'rule' }

/** Lists and quotes in each other: what lies deeper is drawn in the last of them. */
export const MAX_TERMS_DEPTH = 6
const LOWEST_HEADING = 3

/**
 * What Markdown reads and terms don't have. HTML, code and definitions then stay the text that was typed, and a
 * line under a paragraph is a line.
 */
const PLAIN = [...['htmlFlow', 'htmlText', 'codeIndented', 'codeFenced', 'codeText', 'definition'], 'setextUnderline']

/** More marks than this at the start of a line nest nothing: somebody typed a row of them. */
const MARKS = /^((?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*)/gm
const MOST_MARKS = 20

/** More of these in one paragraph are no terms, and to pair 20,000 of them would take half a minute. */
const PAIRED = /\\*(?:[*_]+|\[)/g
const MOST_PAIRED = 500

/** A paragraph of very many marks as the text that was typed. */
const withFewPairs = (paragraph: string): string => {
  if ((paragraph.match(PAIRED)?.length ?? 0) <= MOST_PAIRED) return paragraph
  return paragraph.replace(/(\\*)([*_[])/g, (_, before: string, mark: string) =>
    before.length % 2 === 0 ? `${before}\\${mark}` : before + mark,
  )
}

const SAFE = /^(?:https?:\/\/|mailto:|tel:)[^\s]+$/i

type Node = ReturnType<typeof fromMarkdown>['children'][number]
type PhrasingContent = Extract<Node, { type: 'paragraph' }>['children'][number]

/** Returns the tree of a Markdown text. Takes any text; `javascript:` and other links become their words. */
export function termsTree(markdown: string): TermsBlock[] {
  const flat = markdown
    .replace(/\r\n?/g, '\n')
    .replace(MARKS, (marks) => (marks.length > MOST_MARKS ? `\\${marks}` : marks))
    .split(/(\n[^\S\n]*\n)/)
    .map(withFewPairs)
    .join('')
  const root = fromMarkdown(flat, { extensions: [{ disable: { null: PLAIN } }] })
  const blocks = root.children.flatMap((node) => blocksOf(node, 0))
  return withLevels(blocks)
}

/** The levels of headings as they lie in each other, whatever was typed: a reader of the paper skips none. */
function withLevels(blocks: TermsBlock[]): TermsBlock[] {
  const open: number[] = []
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block
    while ((open.at(-1) ?? 0) >= block.level) open.pop()
    open.push(block.level)
    return { ...block, level: Math.min(open.length, LOWEST_HEADING) }
  })
}

function blocksOf(node: Node, depth: number): TermsBlock[] {
  switch (node.type) {
    case 'heading': {
      const children = inlinesOf(node.children)
      // Inside a list or a quote it isn't one of the document's headings.
      if (depth > 0) return [{ kind: 'paragraph', children: [{ kind: 'strong', children }] }]
      return children.length > 0 ? [{ kind: 'heading', level: node.depth, children }] : []
    }
    case 'paragraph': {
      const children = inlinesOf(node.children)
      return children.length > 0 ? [{ kind: 'paragraph', children }] : []
    }
    case 'thematicBreak':
      return [{ kind: 'rule' }]
    case 'list': {
      const items = node.children.map((item) => item.children.flatMap((child) => blocksOf(child, depth + 1)))
      if (depth >= MAX_TERMS_DEPTH) return items.flat()
      return [{ kind: 'list', start: node.ordered ? (node.start ?? 1) : null, items }]
    }
    case 'blockquote': {
      const blocks = node.children.flatMap((child) => blocksOf(child, depth + 1))
      if (depth >= MAX_TERMS_DEPTH) return blocks
      return blocks.length > 0 ? [{ kind: 'quote', blocks }] : []
    }
    default:
      return 'value' in node ? [{ kind: 'paragraph', children: textOf(node.value) }] : []
  }
}

const inlinesOf = (nodes: readonly PhrasingContent[]): TermsInline[] => nodes.flatMap(inlineOf)

function inlineOf(node: PhrasingContent): TermsInline[] {
  switch (node.type) {
    case 'text':
      return textOf(node.value)
    case 'strong':
    case 'emphasis':
      return [{ kind: node.type, children: inlinesOf(node.children) }]
    case 'link': {
      const children = inlinesOf(node.children)
      return SAFE.test(node.url) ? [{ kind: 'link', href: node.url, children }] : children
    }
    case 'break':
      return [{ kind: 'break' }]
    case 'image':
      return textOf(node.alt ?? '')
    default:
      return 'value' in node ? textOf(node.value) : 'children' in node ? inlinesOf(node.children) : []
  }
}

const textOf = (value: string): TermsInline[] => {
  const text = value.replace(/\s*\n\s*/g, ' ')
  return text === '' ? [] : [{ kind: 'text', text }]
}
