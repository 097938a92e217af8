import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'

// Reads PDFs as a reader's program does.

/** A text with where it stands, in points from the top left of its page. */
export type Item = { text: string; x: number; y: number }
/** A node of the structure, "Table", with what is below it. */
export type Tag = { role: string; alt: string | null; children: Tag[] }

export type ReadPdf = {
  /** In reading order, blanks as one, a page each. */
  pages: string[]
  items: Item[][]
  tags: Tag[][]
  title: string
  language: string
  isAccessible: boolean
  /** The addresses of its links. */
  links: string[]
  hasPictures: boolean
}

type Node = { role?: string; alt?: string; children?: Node[] }

const tagOf = ({ role = '', alt, children = [] }: Node): Tag => ({
  ...{ role, alt: alt ?? null },
  children: children.filter((child) => child.role !== undefined).map(tagOf),
})

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, isEvalSupported: false, useSystemFonts: false })
  const document = await task.promise
  const read: Pick<ReadPdf, 'pages' | 'items' | 'tags' | 'links'> = { pages: [], items: [], tags: [], links: [] }
  let hasPictures = false
  for (let n = 1; n <= document.numPages; n++) {
    const page = await document.getPage(n)
    const { height } = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent({ includeMarkedContent: false })
    const texts = items.flatMap((item) => ('str' in item ? [item] : []))
    read.pages.push(
      texts
        .map(({ str, hasEOL }) => (hasEOL ? `${str} ` : str))
        .join('')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    read.items.push(
      texts
        .filter(({ str }) => str.trim() !== '')
        .map(({ str, transform }) => ({ text: str, x: transform[4], y: height - transform[5] })),
    )
    const tree = (await page.getStructTree()) as Node | null
    read.tags.push((tree?.children ?? []).map(tagOf))
    for (const { url } of await page.getAnnotations()) if (url) read.links.push(url)
    const { fnArray } = await page.getOperatorList()
    hasPictures ||= fnArray.includes(OPS.paintImageXObject)
  }
  const { metadata, info } = await document.getMetadata()
  const facts = info as { Title?: string; Language?: string }
  const xmp = Buffer.from(bytes).toString('latin1')
  await task.destroy()
  return {
    ...read,
    hasPictures,
    title: facts.Title ?? metadata?.get('dc:title') ?? '',
    language: facts.Language ?? '',
    isAccessible: /pdfuaid:part\W{1,3}1\b/.test(xmp) || /<pdfuaid:part>1</.test(xmp),
  }
}

/** All tags below these, the first first. */
export const allTags = (tags: readonly Tag[]): Tag[] => tags.flatMap((tag) => [tag, ...allTags(tag.children)])

/** How often each role is there. */
export function countRoles({ tags }: Pick<ReadPdf, 'tags'>): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { role } of allTags(tags.flat())) counts[role] = (counts[role] ?? 0) + 1
  return counts
}
