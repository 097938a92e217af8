import { beforeAll, expect, test } from 'vitest'
import { renderDocument } from '@/lib/pdf/document-pdf'
import { countRoles, readPdf } from '@/lib/testing/pdf'
import { knowing, newPair, sealWith } from '@/lib/testing/seals'
import { lineOf, snapshotOf } from '@/lib/testing/snapshots'
import { seededRandom } from '@/tools/testing/seeded-random'
import { judgeSeals } from './judge-seals'

// A paper as customers get it, sealed, and what may happen to it.

let [paper, sealed]: Buffer[] = []
let known: ReturnType<typeof knowing>
beforeAll(async () => {
  const lines = [lineOf('a', 'Shingles', 1_840_000), lineOf('b', 'Gutters', 237_150)]
  const snapshot = snapshotOf({
    title: 'New roof',
    sections: [{ id: 's', title: 'Roof', lines }],
    terms: '# Terms\n\nOne.',
  })
  paper = Buffer.from(await renderDocument(snapshot, 'ab'.repeat(32), { logo: null, photos: new Map() }))
  const pair = await newPair()
  sealed = await sealWith(pair, paper)
  known = knowing(pair)
})
const bytes = (one: Buffer | undefined) => one ?? Buffer.alloc(0)
const isGood = (pdf: Buffer) => {
  const { isWhole, isUnchanged } = judgeSeals(pdf, known)
  return isWhole && isUnchanged
}

test('the seal keeps text, tags and title', async () => {
  const [before, after] = [await readPdf(bytes(paper)), await readPdf(bytes(sealed))]
  expect(after.pages).toEqual(before.pages)
  expect(after.tags).toEqual(before.tags)
  expect(countRoles(after)).toMatchObject({ H1: 1, Table: 1, TH: 4 })
  expect([after.title, after.language, after.isAccessible]).toEqual([before.title, before.language, true])
  expect(isGood(bytes(sealed))).toBe(true)
})

test('no byte of a sealed paper can be another one, wherever it is', () => {
  const random = seededRandom(19)
  const hole = bytes(sealed).indexOf('/Contents <')
  for (let n = 0; n < 1_500; n++) {
    const changed = Buffer.from(bytes(sealed))
    // A third of them in the seal itself, where most of what no signature covers is.
    const at = n % 3 === 0 ? hole + random.int(0, 5_000) : random.int(0, changed.length - 1)
    changed[at] = (changed[at] ?? 0) ^ random.pick([1, 2, 4, 8, 16, 32, 64, 128, 255])
    expect(isGood(changed), `byte ${at}`).toBe(false)
  }
})

test('nothing can be put in or taken out of it', () => {
  const random = seededRandom(20)
  for (let n = 0; n < 500; n++) {
    const [at, length] = [random.int(0, bytes(sealed).length - 1), random.int(1, 300)]
    const added = Buffer.from(Array.from({ length }, () => random.int(0, 255)))
    const [before, after] = [bytes(sealed).subarray(0, at), bytes(sealed).subarray(at)]
    expect(isGood(Buffer.concat([before, added, after])), `${length} at ${at}`).toBe(false)
    expect(isGood(Buffer.concat([before, after.subarray(length)])), `${length} from ${at}`).toBe(false)
    expect(isGood(bytes(sealed).subarray(0, at))).toBe(false)
  }
})
