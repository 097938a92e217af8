import { createHash } from 'node:crypto'
import { renderDocument } from '@/lib/pdf/document-pdf'
import { lineOf, snapshotOf } from './snapshots'

// A program: prints the SHA-256 of the papers of two documents, the second one first where it's told to.

const documents = ['Shingles', '屋根 and gutters'].map((description) =>
  snapshotOf({ sections: [{ id: 's', lines: [lineOf('a', description, 12_345)] }], terms: '# One\n\n- two' }),
)
const order = process.argv.includes('--reversed') ? [1, 0] : [0, 1]
const hashes = ['', '']
for (const n of order) {
  const snapshot = documents[n]
  if (!snapshot) throw new Error('no such document')
  const bytes = await renderDocument(snapshot, 'ab'.repeat(32), { logo: null, photos: new Map() })
  hashes[n] = createHash('sha256').update(bytes).digest('hex')
}
process.stdout.write(`${hashes.join(' ')}\n`)
