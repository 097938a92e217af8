'use client'

import { useSelectedLayoutSegments } from 'next/navigation'
import { MakePayment } from '@/components/payments/dialog/make-payment'
import type { MakePaymentProps } from '@/components/payments/dialog/make-payment-dialog'
import type { ContractKind } from '@/lib/documents/contract-total'
import { KIND_LABELS } from '@/lib/documents/stages'

type Props = Omit<MakePaymentProps, 'takenOn' | 'documentLabel'> & {
  jobTitle: string
  /** The kinds of document that the job has, the one that sets its price first. */
  kinds: readonly ContractKind[]
  /** Whether anything can be charged. */
  isOwed: boolean
}

/** Make Payment in the job's head, on every tab: on a document's own tab for that document. */
export function HeadPayment({ jobTitle, kinds, ...props }: Props) {
  const segments = useSelectedLayoutSegments()
  const takenOn = kinds.find((kind) => kind === segments[0]) ?? kinds[0]
  // What is being edited isn't saved yet, so it isn't what would be charged.
  if (!takenOn || segments.includes('edit')) return null
  return <MakePayment {...props} takenOn={takenOn} documentLabel={`${KIND_LABELS[takenOn]}, ${jobTitle}`} />
}
