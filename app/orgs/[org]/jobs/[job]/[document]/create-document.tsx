'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { answerOf, UNREACHED } from '@/components/answer-of'
import { Button } from '@/components/ui/button'
import type { DocumentKind } from '@/prisma/generated/enums'
import { createDocumentAction } from './actions'

type Props = {
  orgSlug: string
  jobId: string
  kind: DocumentKind
  /** The path of the document's page. */
  path: string
  fromProposal: boolean
}

export function CreateDocument({ orgSlug, jobId, kind, path, fromProposal }: Props) {
  const router = useRouter()
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()
  const create = (copyProposal: boolean) =>
    start(async () => {
      const result = await answerOf(() => createDocumentAction(orgSlug, { jobId, kind, copyProposal }))
      if (!result?.ok) {
        setProblem(result?.message ?? UNREACHED)
        return
      }
      // Copied lines open for reading, an empty document for editing.
      router.push(copyProposal || !result.value.created ? path : `${path}/edit`)
      router.refresh()
    })
  return (
    <div className="flex flex-col items-center gap-3">
      <div className="flex flex-wrap justify-center gap-3">
        {fromProposal && (
          <Button variant="primary" pending={pending} onClick={() => create(true)}>
            Create agreement from proposal
          </Button>
        )}
        <Button
          variant={fromProposal ? 'secondary' : 'primary'}
          pending={pending && !fromProposal}
          onClick={() => create(false)}
        >
          {kind === 'proposal' ? 'Create proposal' : fromProposal ? 'Start from scratch' : 'Create agreement'}
        </Button>
      </div>
      <p role="alert" className="max-w-prose font-medium text-danger empty:hidden">
        {problem}
      </p>
    </div>
  )
}
