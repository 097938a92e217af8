import { X509Certificate } from 'node:crypto'
import { PDF } from '@libpdf/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { knowing, newPair, plainPdf, SEALED_AT, sealWith } from '@/lib/testing/seals'
import { judgeSeals } from './judge-seals'
import type { SealPair } from './make-certificate'
import { sealerOf } from './sealer'
import { MOST_PDF_BYTES } from './verdict'

let [ours, theirs]: SealPair[] = []
let [plain, sealed]: Buffer[] = []
beforeAll(async () => {
  ;[ours, theirs] = await Promise.all([newPair(), newPair()])
  plain = await plainPdf()
  sealed = await sealWith(pair(ours), plain)
})

function pair(one: SealPair | undefined): SealPair {
  if (!one) throw new Error('no pair yet')
  return one
}
const file = (one: Buffer | undefined): Buffer => one ?? Buffer.alloc(0)
const judge = (pdf: Buffer, ...known: SealPair[]) => judgeSeals(pdf, knowing(...(known.length ? known : [pair(ours)])))
const GOOD = { isWhole: true, isUnchanged: true, problem: null, seal: { at: SEALED_AT, isOwnCertificate: true } }
const BAD = { isUnchanged: false, seal: null }
const MINUTES = 60_000

describe('a seal', () => {
  test('is added behind the file, which stays as it is, and holds', () => {
    expect(file(sealed).subarray(0, file(plain).length).equals(file(plain))).toBe(true)
    expect(judge(file(sealed))).toEqual(GOOD)
  })

  test('has the same bytes for the same file and instant, to the second', async () => {
    const again = await sealWith(pair(ours), file(plain), new Date(SEALED_AT.getTime() + 999))
    expect(again.equals(file(sealed))).toBe(true)
    const later = await sealWith(pair(ours), file(plain), new Date(SEALED_AT.getTime() + 1000))
    expect(later.equals(file(sealed))).toBe(false)
  })

  test('A21: a clock that is ten minutes off makes none that is older than its certificate', async () => {
    const { validFrom, validTo } = new X509Certificate(pair(ours).certificate)
    expect(SEALED_AT.getTime() - Date.parse(validFrom)).toBe(24 * 60 * MINUTES)
    expect(new Date(validTo).getUTCFullYear()).toBe(2036)
    for (const off of [-10, 10]) {
      const at = new Date(SEALED_AT.getTime() + off * MINUTES)
      expect(judge(await sealWith(pair(ours), file(plain), at))).toEqual({ ...GOOD, seal: { ...GOOD.seal, at } })
    }
    for (const at of [new Date(Date.parse(validFrom) - 1000), new Date(Date.parse(validTo) + 1000)])
      await expect(sealWith(pair(ours), file(plain), at)).rejects.toThrow('doesn’t hold at the instant')
  })

  test('is known by an earlier certificate, too, and by no other', async () => {
    const next = await newPair()
    expect(judge(file(sealed), next, pair(ours))).toEqual(GOOD)
    expect(judge(file(sealed), next)).toEqual({ ...BAD, isWhole: true, problem: 'another certificate' })
  })

  test('isn’t made on what is no PDF', async () => {
    await expect(sealWith(pair(ours), Buffer.from('Roof'))).rejects.toThrow()
  })
})

describe('what was done to a sealed file afterwards is told', () => {
  test('bytes behind its end are an addition, whatever they are', () => {
    for (const more of ['\n', '%x', '\n1 0 obj <</Type /Catalog>> endobj\n%%EOF\n'])
      expect(judge(Buffer.concat([file(sealed), Buffer.from(more)])), more).toEqual({
        ...GOOD,
        ...{ isWhole: false, problem: 'added' },
      })
  })

  test('another seal on top is an addition, even if it covers all', async () => {
    const twice = await sealedAgain(file(sealed))
    expect(judge(twice)).toEqual({ ...GOOD, isWhole: false, problem: 'added' })
    expect(judge(twice, pair(theirs))).toEqual(GOOD)
  })

  test('a cut anywhere is told', () => {
    for (const share of [0.01, 0.2, 0.5, 0.9, 0.99, 0.999]) {
      const cut = file(sealed).subarray(0, Math.floor(file(sealed).length * share))
      expect(judge(cut), `${share}`).toMatchObject({ ...BAD, isWhole: false, problem: expect.stringMatching(/seal/) })
    }
    expect(judge(file(sealed).subarray(0, -1))).toMatchObject({ ...BAD, problem: 'seal unreadable' })
  })

  test('one number is another one', () => {
    const at = file(sealed).indexOf('Producer')
    const changed = Buffer.from(file(sealed))
    changed[at] = 'Q'.charCodeAt(0)
    expect(judge(changed)).toEqual({ ...BAD, isWhole: true, problem: 'changed' })
  })

  test('the seal of one file doesn’t fit another one of the same length', async () => {
    const other = await sealWith(pair(ours), await plainPdf('Roof, $98,400.00'))
    expect(other.length).toBe(file(sealed).length)
    const hole = (pdf: Buffer) =>
      [pdf.indexOf('/Contents <') + 10, pdf.indexOf('>', pdf.indexOf('/Contents <'))] as const
    const [from, to] = hole(file(sealed))
    expect(hole(other)).toEqual([from, to])
    const forged = Buffer.concat([other.subarray(0, from), file(sealed).subarray(from, to), other.subarray(to)])
    expect(judge(forged)).toEqual({ ...BAD, isWhole: true, problem: 'changed' })
  })
})

/** Sealed once more, by somebody else. */
async function sealedAgain(pdf: Buffer): Promise<Buffer> {
  const { signer } = await sealerOf('theirs', pair(theirs))
  const signed = await (await PDF.load(pdf)).sign({ signer, signingTime: SEALED_AT, fieldName: 'Other', level: 'B-B' })
  return Buffer.from(signed.bytes)
}

describe('any file gets an answer', () => {
  const pdf = (text: string | Buffer) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(text)])
  const nested = Buffer.concat([
    ...Array.from({ length: 8_000 }, () => Buffer.from([0x30, 0x80])),
    Buffer.alloc(16_000),
  ])
  const withHole = (hole: string) => {
    const head = '%PDF-1.7\n/ByteRange [0 0000000060 0000999999 0000000000]'.padEnd(60, ' ')
    return Buffer.from(head.replace('0000999999', String(60 + hole.length).padStart(10, '0')) + hole)
  }
  test.each([
    ['an empty file', Buffer.alloc(0), 'no PDF'],
    ['a picture', Buffer.from('GIF89a'), 'no PDF'],
    ['a PDF without a seal', pdf('1 0 obj'), 'no seal'],
    ['only a mark', pdf('/ByteRange'), 'seal unreadable'],
    ['a range of zeros', pdf('/ByteRange [0 0 0 0]'), 'seal unreadable'],
    ['a range beyond the end', pdf('/ByteRange [0 10 9999999999 9999999999]'), 'seal unreadable'],
    ['a negative range', pdf('/ByteRange [0 -10 20 -5]'), 'seal unreadable'],
    ['a range of blanks', pdf(`/ByteRange [${' '.repeat(1_000_000)}]`), 'seal unreadable'],
    ['a range of digits', pdf(`/ByteRange [0 ${'1'.repeat(1_000_000)}`), 'seal unreadable'],
    ['a million marks', pdf('/ByteRange [0 12 20 1]'.repeat(1_000_000)), 'seal unreadable'],
    ['a seal of nothing', withHole('<>'), 'seal unreadable'],
    ['a seal of zeros', withHole(`<${'0'.repeat(2_000)}>`), 'seal unreadable'],
    ['a seal of letters', withHole(`<${'FE'.repeat(2_000)}>`), 'seal unreadable'],
    ['a seal that says it is longer', withHole(`<3083FFFFFF${'00'.repeat(200)}>`), 'seal unreadable'],
    [
      'a seal of nothing but beginnings',
      withHole(`<3083007D00${nested.toString('hex').toUpperCase()}>`),
      'seal unreadable',
    ],
    ['a file that is too large', Buffer.alloc(MOST_PDF_BYTES + 1, '%PDF-'), 'too large'],
  ])('%s', (_, bytes, problem) => {
    const before = performance.now()
    expect(judge(bytes)).toEqual({ ...BAD, isWhole: false, problem })
    expect(performance.now() - before).toBeLessThan(5_000)
  })

  test('one of 40 MB, with as many seals as it wants', () => {
    const many = Buffer.concat([
      file(sealed),
      Buffer.alloc(MOST_PDF_BYTES - file(sealed).length - 2_200_000, ' '),
      Buffer.from('/ByteRange [0 100 200 1]'.repeat(90_000)),
    ])
    expect(judge(many)).toEqual({ ...GOOD, isWhole: false, problem: 'added' })
  })
})
