'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { answerOf, UNREACHED } from '@/components/answer-of'
import { Button } from '@/components/ui/button'
import { Field, Select } from '@/components/ui/field'
import type { DocumentKind } from '@/prisma/generated/enums'
import { createDocumentAction } from './actions'

type Props = {
  orgSlug: string
  jobId: string
  kind: DocumentKind
  /** The path of the document's page. */
  path: string
  fromProposal: boolean
  /** With what it can begin. */
  templates: readonly { id: string; name: string }[]
}

export function CreateDocument({ orgSlug, jobId, kind, path, fromProposal, templates }: Props) {
  const router = useRouter()
  const [templateId, setTemplate] = useState('')
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()
  const create = (copyProposal: boolean) =>
    start(async () => {
      const result = await answerOf(() =>
        createDocumentAction(orgSlug, { jobId, kind, copyProposal, templateId: templateId || null }),
      )
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
      {templates.length > 0 && (
        <Field id="template" label="Begin with" className="w-full max-w-xs text-left">
          <Select value={templateId} onChange={({ target }) => setTemplate(target.value)}>
            <option value="">An empty document</option>
            {templates.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
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
          {kind === 'proposal'
            ? 'Create proposal'
            : fromProposal
              ? templateId
                ? 'Start from the template'
                : 'Start from scratch'
              : 'Create agreement'}
        </Button>
      </div>
      <p role="alert" className="max-w-prose font-medium text-danger empty:hidden">
        {problem}
      </p>
    </div>
  )
}
