import 'server-only'
import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CompileDocArgs, NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { log } from '@/lib/log'
import { readFonts } from './fonts'
import { printable } from './printable'

// Every PDF of ours is set by Typst: one compiler per process, which makes one document after the other. What people wrote
// goes in as data, never as markup, and a template reads nothing but that and the pictures that come with it.

/** Nothing is there: a template finds no file but the pictures that are put here for it. */
const NOWHERE = path.resolve('/plumbline-pdf')

type PdfSource = {
  /** In Typst. It reads `sys.inputs.data` as JSON. */
  template: string
  /** Plain data, amounts and days already as texts. */
  data: Readonly<Record<string, unknown>>
  /** JPEG or PNG, by the name that the data has for it: "photo-1.jpg". */
  pictures?: ReadonlyMap<string, Uint8Array>
  /** When it was made, for a reader's list of properties. Of the data, not of the moment: the bytes follow from it. */
  createdAt: Date
}

/** Where something came to lie: the number of its page, by the name that the template marked it with. */
export type Places = ReadonlyMap<string, number>

type Pdf = {
  bytes: Uint8Array
  /** Whether it keeps to PDF/UA-1. Not where a letter is in none of the fonts: it's still tagged, with a box for the letter. */
  isAccessible: boolean
}

type Workshop = { compiler: Promise<NodeCompiler>; last: Promise<unknown> }

// Next puts this module into several bundles.
const holder = globalThis as unknown as { plumblinePdf?: Workshop }

async function makeCompiler(): Promise<NodeCompiler> {
  // Loaded with the first document: most processes never make one.
  const { NodeCompiler: Compiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  return Compiler.create({ workspace: NOWHERE, fontArgs: [{ fontBlobs: readFonts() }] })
}

function workshop(): Workshop {
  if (holder.plumblinePdf) return holder.plumblinePdf
  const made: Workshop = { compiler: makeCompiler(), last: Promise.resolve() }
  // What couldn't be loaded is tried again with the next document.
  made.compiler.catch(() => {
    if (holder.plumblinePdf === made) delete holder.plumblinePdf
  })
  holder.plumblinePdf = made
  return made
}

/**
 * Makes a PDF: tagged, PDF/UA-1, of the same bytes for the same source.
 * @throws Error where the template has a mistake, or a picture can't be read
 */
export const compilePdf = (source: PdfSource): Promise<Pdf> => inTurn((compiler) => make(compiler, source, write))

/** Makes it and says where on its pages the marks of the template lie. */
export const compileWithPlaces = (source: PdfSource): Promise<Pdf & { places: Places }> =>
  inTurn((compiler) => make(compiler, source, (...its) => ({ ...write(...its), places: placesOf(...its) })))

function inTurn<Made>(work: (compiler: NodeCompiler) => Made): Promise<Made> {
  const shop = workshop()
  const turn = shop.last
    .then(() => nextTurn()) // or no buffer of the one before is freed
    .then(() => shop.compiler)
    .then(work)
  shop.last = turn.catch(() => {})
  return turn
}

type Work<Made> = (compiler: NodeCompiler, document: CompileDocArgs, createdAt: Date) => Made

/** Does some work with a document. What it leaves behind is forgotten: kept, it would be 3 MB a document. */
function make<Made>(
  compiler: NodeCompiler,
  { template, data, pictures, createdAt }: PdfSource,
  work: Work<Made>,
): Made {
  for (const [name, bytes] of pictures ?? []) compiler.mapShadow(path.join(NOWHERE, name), Buffer.from(bytes))
  try {
    const inputs = { data: JSON.stringify(printable(data)) }
    return work(compiler, { mainFileContent: template, inputs }, createdAt)
  } catch (error) {
    throw new Error(`A PDF could not be made: ${messageOf(error)}`)
  } finally {
    compiler.resetShadow()
    compiler.evictCache(0)
  }
}

const write: Work<Pdf> = (compiler, document, createdAt) => {
  const creationTimestamp = Math.floor(createdAt.getTime() / 1000)
  const as = (pdfStandard: 'ua-1' | '1.7') => new Uint8Array(compiler.pdf(document, { pdfStandard, creationTimestamp }))
  try {
    return { bytes: as('ua-1'), isAccessible: true }
  } catch (refused) {
    if (!/PDF\/UA/.test(messageOf(refused))) throw refused
    const bytes = as('1.7')
    // Why names the letters, which are somebody's text.
    log.warn({ event: 'pdf_letters_missing' }, 'A letter is in none of the fonts: a PDF has a box in its place')
    return { bytes, isAccessible: false }
  }
}

/** It's laid out already: asking takes no time. */
const placesOf: Work<Places> = (compiler, document) => {
  const marks = compiler.query(document, { selector: '<place>' }) as { value: [string, number] }[]
  return new Map(marks.map(({ value }) => value))
}

/** The compiler's errors have their words in `code`. */
const messageOf = (error: unknown): string => {
  const { code, message } = error as { code?: unknown; message?: unknown }
  return [message, code].find((each) => typeof each === 'string' && each !== '')?.toString() ?? String(error)
}
