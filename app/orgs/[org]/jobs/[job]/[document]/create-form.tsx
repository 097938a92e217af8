'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useRef, useState, useTransition } from 'react'
import { answerOf, UNREACHED } from '@/components/answer-of'
import { OpenDialog } from '@/components/open-dialog'
import { Button } from '@/components/ui/button'
import { wanted } from '@/components/wanted'
import type { ContractKind } from '@/lib/documents/contract-total'
import { createDocumentAction } from './actions'

const copy = wanted(() => import('./copy-dialog'))

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

/** What a job's proposal or agreement begins with. */
export function CreateForm({ orgSlug, jobId, kind, path, fromProposal, children }: Props) {
  const router = useRouter()
  const root = useRef<HTMLDivElement>(null)
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()
  const create = (copyProposal: boolean, copyOf: string | null = null) =>
    start(async () => {
      const templateId = root.current?.querySelector('select')?.value || null
      const result = await answerOf(() =>
        createDocumentAction(orgSlug, { jobId, kind, copyProposal, templateId, copyOf }),
      )
      if (!result?.ok) {
        setProblem(result?.message ?? UNREACHED)
        return
      }
      // What the proposal says opens for reading; what is still to be fitted to this job, for editing.
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
        <OpenDialog part={copy} label="Copy from another job">
          {(code, close) => (
            <code.CopyDialog
              {...{ orgSlug, jobId, kind, pending, problem }}
              onChoose={(id) => create(false, id)}
              onClose={close}
            />
          )}
        </OpenDialog>
      </div>
      <p role="alert" className="max-w-prose font-medium text-danger empty:hidden">
        {problem}
      </p>
    </div>
  )
}
