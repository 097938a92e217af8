'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useRef, useState, useTransition } from 'react'
import { answerOf, UNREACHED } from '@/components/answer-of'
import { Button } from '@/components/ui/button'
import type { ContractKind } from '@/lib/documents/contract-total'
import { createDocumentAction } from './actions'

type Props = {
  orgSlug: string
  jobId: string
  kind: ContractKind
  /** The path of the document's page. */
  path: string
  fromProposal: boolean
  /** The choice of a template, where there are any. */
  children?: ReactNode
}

export function CreateDocument({ orgSlug, jobId, kind, path, fromProposal, children }: Props) {
  const router = useRouter()
  const root = useRef<HTMLDivElement>(null)
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()
  const create = (copyProposal: boolean) =>
    start(async () => {
      const templateId = root.current?.querySelector('select')?.value || null
      const result = await answerOf(() => createDocumentAction(orgSlug, { jobId, kind, copyProposal, templateId }))
      if (!result?.ok) {
        setProblem(result?.message ?? UNREACHED)
        return
      }
      // Copied lines open for reading, an empty document for editing.
      router.push(copyProposal || !result.value.created ? path : `${path}/edit`)
      router.refresh()
    })
  return (
    <div ref={root} className="flex flex-col items-center gap-3">
      {children}
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
