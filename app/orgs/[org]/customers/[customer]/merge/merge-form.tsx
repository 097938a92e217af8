'use client'

import { clsx } from 'clsx'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import type { MergePlan } from '@/lib/customers/merge'
import { mergeCustomersAction } from '../../actions'

export type Candidate = { id: string; name: string; facts: string[] }

type Props = {
  orgSlug: string
  back: string
  candidates: readonly [Candidate, Candidate]
  /** What moves when the first one stays, and when the second does. */
  plans: readonly [MergePlan, MergePlan]
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** Two customers, of whom one stays, and what moves to that one. */
export function MergeForm({ orgSlug, back, candidates, plans }: Props) {
  const router = useRouter()
  const [stays, setStays] = useState<0 | 1>(0)
  const [keep, merged, plan] =
    stays === 0 ? [candidates[0], candidates[1], plans[0]] : [candidates[1], candidates[0], plans[1]]
  const { press, pending, problem } = usePress(
    () => mergeCustomersAction(orgSlug, { keepId: keep.id, mergeId: merged.id }),
    { onDone: (id) => router.push(`/orgs/${orgSlug}/customers/${id}`) },
  )
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <fieldset className="grid gap-4 sm:grid-cols-2">
        <legend className="mb-3 font-medium">Which one stays?</legend>
        {candidates.map((each, at) => (
          <label
            key={each.id}
            className={clsx(
              'flex min-w-0 cursor-pointer items-start gap-3 rounded-lg border bg-sheet p-4',
              stays === at ? 'border-2 border-accent' : 'border-edge',
            )}
          >
            <input
              type="radio"
              name="stays"
              className="mt-1 size-5 shrink-0 accent-accent"
              checked={stays === at}
              onChange={() => setStays(at === 0 ? 0 : 1)}
            />
            <span className="min-w-0">
              <span className="wrap-anywhere block font-medium">{each.name}</span>
              {each.facts.map((fact) => (
                <span key={fact} className="wrap-anywhere block text-sm text-ink-muted">
                  {fact}
                </span>
              ))}
            </span>
          </label>
        ))}
      </fieldset>
      <section aria-labelledby="moves" aria-live="polite">
        <h2 id="moves" className="font-medium">
          What moves to {keep.name}
        </h2>
        <ul className="mt-2 list-disc pl-5">
          {plan.jobs > 0 && <li>{counted(plan.jobs, 'job with its payments', 'jobs with their payments')}</li>}
          {plan.accounts > 0 && (
            <li>{counted(plan.accounts, 'saved card or bank account', 'saved cards and bank accounts')}</li>
          )}
          {plan.records > 0 && (
            <li>{counted(plan.records, 'customer record at PaySimple', 'customer records at PaySimple')}</li>
          )}
          {plan.restores && <li>{keep.name} is archived, and comes back to your lists.</li>}
          {plan.jobs + plan.accounts + plan.records + plan.fills.length + plan.noted.length === 0 && (
            <li>Nothing: the other one has no jobs, saved cards or PaySimple records.</li>
          )}
          {plan.fills.map((fill) => (
            <li key={fill} className="wrap-anywhere">
              {fill}
            </li>
          ))}
          {plan.noted.map((each) => (
            <li key={each} className="wrap-anywhere">
              Into the notes: {each}
            </li>
          ))}
        </ul>
        <p className="mt-3 text-ink-muted">
          The other customer leaves your lists, and links to it open {keep.name}’s page. We keep the selected record’s
          contact info, fill in the blanks, and put the rest of the other’s into the notes. You can’t undo a merge.
        </p>
        {plan.problem && <p className="mt-3 font-medium text-danger">{plan.problem}</p>}
      </section>
      <p role="alert" className="rounded-md border-2 border-danger px-4 py-3 font-medium text-danger empty:hidden">
        {problem}
      </p>
      <div className="flex flex-wrap gap-3">
        <Button variant="primary" pending={pending} onClick={press}>
          Merge customers
        </Button>
        <ButtonLink href={back} variant="ghost">
          Cancel
        </ButtonLink>
      </div>
    </div>
  )
}
