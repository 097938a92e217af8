'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import { documentSegment } from '@/lib/documents/document-path'
import { createChangeOrderAction } from './actions'

type Props = {
  orgSlug: string
  jobId: string
  base: string
  /** Made by the page, so that pressing twice makes one. */
  documentId: string
}

export function NewChangeOrder({ orgSlug, jobId, base, documentId }: Props) {
  const router = useRouter()
  const { press, pending, problem } = usePress(() => createChangeOrderAction(orgSlug, { jobId, documentId }), {
    onDone: ({ ordinal }) => router.push(`${base}/${documentSegment({ kind: 'change_order', ordinal })}/edit`),
    changesPage: false,
  })
  return (
    <>
      <Button onClick={press} pending={pending}>
        New change order
      </Button>
      <p role="alert" className="basis-full font-medium text-danger empty:hidden">
        {problem}
      </p>
    </>
  )
}
