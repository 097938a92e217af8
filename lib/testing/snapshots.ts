import { createHash } from 'node:crypto'
import { contentSchema } from '@/lib/documents/content'
import { pricedInput } from '@/lib/documents/priced-input'
import type { Snapshot } from '@/lib/documents/snapshot'
import { priceDocument } from '@/lib/documents/sums'

// Snapshots of documents, as if they had been sent.

type Typed = Parameters<typeof contentSchema.parse>[0] & Record<string, unknown>
type Changes = Partial<Omit<Snapshot, 'content' | 'sums'>>

export const COMPANY: Snapshot['company'] = {
  name: 'Summit Ridge Exteriors',
  legalName: 'Summit Ridge Exteriors LLC',
  address: { street: '4801 Prospect Ave', city: 'Kansas City', state: 'MO', zip: '64130' },
  phone: '8165550134',
  email: 'office@summitridge.example',
  website: 'https://summitridge.example/',
  licenses: [
    { state: 'MO', number: 'RC-204511' },
    { state: 'KS', number: '19-03318' },
  ],
  logo: null,
  brandColor: '#1d4f91',
  footer: 'Licensed, bonded and insured.\nThank you for your trust.',
}

/** @param content what is typed of it; the rest is as in an empty draft. @throws where it has no price */
export function snapshotOf(content: Typed, changes: Changes = {}): Snapshot {
  const { internalNote: _, ...parsed } = contentSchema.parse(content)
  const kind = changes.kind ?? 'proposal'
  const sums = priceDocument(pricedInput(parsed, kind === 'change_order'))
  if (!sums.ok) throw new Error(JSON.stringify(sums.problems))
  return {
    ...{ format: 1, kind, number: 1007, version: 2, sentAt: '2026-11-24T20:14:00.000Z', timeZone: 'America/Chicago' },
    company: COMPANY,
    customer: {
      name: 'Olivia Marsh',
      company: '',
      address: { street: '1217 Aspen St', city: 'Omaha', state: 'NE', zip: '68102' },
    },
    job: {
      number: 1001,
      title: 'Roof and gutters',
      site: { street: '88 Lakeview Dr', city: 'Bellevue', state: 'NE', zip: '68005' },
    },
    ...changes,
    content: parsed as Snapshot['content'],
    sums,
  }
}

/** A hash for a snapshot: any will do, as long as another snapshot has another. */
export const hashOfSnapshot = (snapshot: Snapshot): string =>
  createHash('sha256').update(JSON.stringify(snapshot)).digest('hex')

/** A line of one piece. */
export const lineOf = (
  id: string,
  description: string,
  unitPriceCents: number,
  more: Record<string, unknown> = {},
) => ({
  ...{ id, description, unitPriceCents, quantityHundredths: 100 },
  ...more,
})
