import type { ReactNode } from 'react'
import type { TermsBlock, TermsInline } from '@/lib/documents/terms'

type Props = {
  /** Of `termsTree`. */
  blocks: readonly TermsBlock[]
  /** Of the highest headings in it: one below that of the heading that it stands under. */
  level?: 2 | 3 | 4
}

/** Terms as they are read on a page. The paper draws the same tree (lib/pdf/templates/terms.ts). Drawn on the server. */
export const TermsView = ({ blocks, level = 3 }: Props) => (
  <div className="flex flex-col gap-3 wrap-anywhere">{blocks.map((block, at) => drawBlock(block, at, level))}</div>
)

// The tree of a text never changes, so a place in it is a key.

function drawBlock(block: TermsBlock, at: number, level: number): ReactNode {
  const drawAll = (blocks: readonly TermsBlock[]) => blocks.map((each, nth) => drawBlock(each, nth, level))
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${level + block.level - 1}` as 'h2' | 'h3' | 'h4' | 'h5' | 'h6'
      return (
        <Heading key={at} className="mt-3 font-semibold first:mt-0">
          {block.children.map(drawInline)}
        </Heading>
      )
    }
    case 'paragraph':
      return <p key={at}>{block.children.map(drawInline)}</p>
    case 'rule':
      return <hr key={at} />
    case 'quote':
      return (
        <blockquote key={at} className="flex flex-col gap-3 border-l-2 pl-4">
          {drawAll(block.blocks)}
        </blockquote>
      )
    case 'list': {
      const items = block.items.map((item, nth) => (
        <li key={nth} className="pl-1">
          <div className="flex flex-col gap-2">{drawAll(item)}</div>
        </li>
      ))
      return block.start === null ? (
        <ul key={at} className="flex list-disc flex-col gap-1 pl-6">
          {items}
        </ul>
      ) : (
        <ol key={at} start={block.start} className="flex list-decimal flex-col gap-1 pl-7">
          {items}
        </ol>
      )
    }
  }
}

function drawInline(inline: TermsInline, at: number): ReactNode {
  switch (inline.kind) {
    case 'text':
      return inline.text
    case 'break':
      return <br key={at} />
    case 'strong':
      return <strong key={at}>{inline.children.map(drawInline)}</strong>
    case 'emphasis':
      return <em key={at}>{inline.children.map(drawInline)}</em>
    case 'link':
      return (
        <a key={at} href={inline.href} rel="noopener noreferrer" className="text-link">
          {inline.children.map(drawInline)}
        </a>
      )
  }
}
