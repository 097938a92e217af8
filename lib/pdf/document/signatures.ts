import type { Snapshot } from '@/lib/documents/snapshot'

// Where a paper is signed, as it has it. Pure.

export type SignatureView = {
  /** "Customer" */
  label: string
  /** For whom they sign; empty for one who signs for nobody else. */
  of: string
  /** Printed on the line for the name; empty where whoever signs prints it. */
  name: string
}

export type SignaturesView = {
  /** What the customer is told of the right to cancel: 16 CFR 429.1(a) wants it in immediate proximity to the space for their signature. */
  statement: string
  /** The customers first: they stand right below the statement. */
  signatures: SignatureView[]
}

/** Null for what nobody signs on paper: a proposal, and what was sent before papers had room for it. */
export function signaturesOf({ signatures, cancellation }: Snapshot): SignaturesView | null {
  if (!signatures) return null
  const { customers, company } = signatures
  return {
    statement: cancellation?.statement ?? '',
    signatures: [
      ...customers.map(({ name, company }) => ({
        ...{ label: 'Customer', name },
        of: company === '' ? '' : `For ${company}`,
      })),
      { label: 'Contractor', of: company, name: '' },
    ],
  }
}
