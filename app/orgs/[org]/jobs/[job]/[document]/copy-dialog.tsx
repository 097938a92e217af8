'use client'

import { useEffect } from 'react'
import { Problem } from '@/components/problem'
import { CloseButton, Dialog } from '@/components/ui/dialog'
import { DialogButtons } from '@/components/ui/dialog-buttons'
import { Field, Input } from '@/components/ui/field'
import { Money } from '@/components/ui/money'
import { useTypedSearch } from '@/components/use-typed-search'
import { customerName } from '@/lib/customers/schema'
import type { ContractKind } from '@/lib/documents/contract-total'
import { KIND_LABELS, STAGE_LABELS } from '@/lib/documents/stages'
import { MAX_QUERY } from '@/lib/max-query'
import type { CopySource } from '@/lib/templates/copy-source'
import { searchCopySourcesAction } from './actions'

type Props = {
  orgSlug: string
  jobId: string
  /** What is created. */
  kind: ContractKind
  /** While the copy is made. */
  pending: boolean
  /** Why it wasn't. */
  problem: string | undefined
  onChoose: (documentId: string) => void
  onClose: () => void
}

/** The documents of other jobs, of which a press begins the new one. */
export function CopyDialog({ orgSlug, jobId, kind, pending, problem, onChoose, onClose }: Props) {
  const {
    search,
    searching,
    found,
    query,
    problem: unsearched,
  } = useTypedSearch<CopySource[] | null>(null, (text) => searchCopySourcesAction(orgSlug, { jobId, query: text }))
  useEffect(() => {
    search('', 0)
    // On a touch screen the keyboard would cover what is listed.
    if (!matchMedia('(pointer: coarse)').matches) document.getElementById('find-document')?.focus()
  }, [])
  const label = KIND_LABELS[kind].toLowerCase()
  return (
    <Dialog
      title="Copy from another job"
      description={`The new ${label} begins with the lines, options, taxes, schedule, texts and photos of the one you choose.`}
      closing={null}
      pending={pending}
      onClose={onClose}
      fullOnPhone
    >
      <div className="flex flex-col gap-4">
        <Problem>{problem ?? null}</Problem>
        <Field label="Find a proposal or an agreement" id="find-document" error={unsearched}>
          <Input
            type="search"
            value={query}
            placeholder="Customer, job or number"
            autoComplete="off"
            maxLength={MAX_QUERY}
            onChange={({ target }) => search(target.value)}
          />
        </Field>
        <p role="status" className="sr-only">
          {unsearched ? '' : says(found, searching)}
        </p>
        {found && found.length > 0 && (
          <ul className="max-h-[50dvh] overflow-y-auto rounded-lg border">
            {found.map((source) => (
              <li key={source.id} className="border-b last:border-b-0">
                <button
                  type="button"
                  aria-disabled={pending || undefined}
                  onClick={() => pending || onChoose(source.id)}
                  className="flex min-h-12 w-full items-baseline justify-between gap-4 px-4 py-2 text-left hover:bg-accent-wash focus-visible:-outline-offset-2"
                >
                  <span className="min-w-0">
                    <span className="wrap-anywhere block font-medium">{customerName(source.customer)}</span>
                    <span className="wrap-anywhere block text-sm text-ink-muted">
                      {KIND_LABELS[source.kind]} {source.number} · Job {source.jobNumber}, {source.jobTitle}
                    </span>
                  </span>
                  <span className="shrink-0 text-right">
                    {source.totalCents === null ? 'No total yet' : <Money cents={source.totalCents} />}
                    <span className="block text-sm text-ink-muted">{STAGE_LABELS[source.stage]}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
        {found?.length === 0 && !searching && (
          <p>
            {query
              ? 'No proposal or agreement of another job has these words.'
              : 'No other job has a proposal or an agreement yet.'}
          </p>
        )}
        <DialogButtons>
          <CloseButton variant="ghost">Cancel</CloseButton>
        </DialogButtons>
      </div>
    </Dialog>
  )
}

function says(found: readonly CopySource[] | null, searching: boolean): string {
  if (!found || searching) return 'Searching'
  return found.length === 1 ? '1 document listed.' : `${found.length} documents listed.`
}
