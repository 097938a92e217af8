'use client'

import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Circle, ExternalLink } from '@/components/icons/records'
import { Check } from '@/components/icons/ui'
import { Problem } from '@/components/problem'
import { Button, buttonClass } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import { markStepAction } from './actions'

type Props = {
  orgSlug: string
  /** When each step was done, in words; null while it isn't. */
  sent: string | null
  approved: string | null
  entered: string | null
  active: string | null
}

/** The four steps from the application to the first charge. */
export function Steps({ orgSlug, sent, approved, entered, active }: Props) {
  return (
    <ol className="max-w-2xl">
      <Step title="Application sent" done={sent} doneWord="Sent">
        <p className="text-ink-muted">Fill in PaySimple’s application for your company, then mark it here.</p>
        <div className="mt-3 flex flex-wrap gap-2">
          <a href="https://paysimple.com" target="_blank" rel="noopener" className={buttonClass('secondary')}>
            Apply at paysimple.com
            <ExternalLink aria-label="(opens in a new tab)" className="size-4" />
          </a>
          <Mark orgSlug={orgSlug} step="applicationSentAt" label="Mark as sent" />
        </div>
      </Step>
      <Step title="Approved by PaySimple" done={approved} doneWord="Approved">
        <p className="text-ink-muted">PaySimple emails you when it approves the application.</p>
        <div className="mt-3">
          <Mark orgSlug={orgSlug} step="approvedAt" label="Mark as approved" />
        </div>
      </Step>
      <Step title="Credentials entered" done={entered} doneWord="Checked with PaySimple">
        <p className="text-ink-muted">Enter the User Name and Token from PaySimple’s email below.</p>
      </Step>
      <Step title="Active" done={active} doneWord="Since" last>
        <p className="text-ink-muted">Turns on automatically once PaySimple accepts your login.</p>
      </Step>
    </ol>
  )
}

type StepProps = { title: string; done: string | null; doneWord: string; last?: boolean; children: ReactNode }

function Step({ title, done, doneWord, last, children }: StepProps) {
  const Icon = done ? Check : Circle
  return (
    <li className="relative flex gap-4 pb-7 last:pb-0">
      {/* The plumb line runs from step to step. */}
      {!last && (
        <span
          aria-hidden
          className={clsx('absolute top-8 bottom-0 left-[15px] w-px', done ? 'bg-ink' : 'bg-hairline')}
        />
      )}
      <span
        className={clsx(
          'flex size-8 shrink-0 items-center justify-center rounded-full border',
          done ? 'border-ink bg-ink text-paper' : 'border-edge text-ink-muted',
        )}
      >
        <Icon aria-label={done ? 'Done' : 'Not done yet'} className={done ? 'size-5' : 'size-2.5'} />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <p className="text-lg font-medium">{title}</p>
        {done ? (
          <p className="text-ink-muted">
            {doneWord} {done}
          </p>
        ) : (
          children
        )}
      </div>
    </li>
  )
}

type MarkProps = { orgSlug: string; step: 'applicationSentAt' | 'approvedAt'; label: string }

function Mark({ orgSlug, step, label }: MarkProps) {
  const { press, pending, problem } = usePress(() => markStepAction(orgSlug, { step }))
  return (
    <>
      <Button pending={pending} onClick={press}>
        {label}
      </Button>
      <Problem className="w-full">{problem}</Problem>
    </>
  )
}
