'use client'

import { type ReactNode, useState } from 'react'
import type { ActionResult } from '@/lib/orgs/action'
import { Button, type ButtonVariant } from './ui/button'
import { useWanted, wanted } from './wanted'

const form = wanted(() => import('./ask-form'))

export type AskedField = {
  name: string
  label: string
  hint?: string
  optional?: boolean
  lines?: number
  type?: 'email'
  /** What it says before anybody has typed. */
  initial?: string
}

export type AskProps = {
  /** The label of the button that opens the dialog. */
  trigger: string
  triggerVariant?: ButtonVariant
  title: string
  /** What happens on confirmation. */
  children: ReactNode
  fields: readonly AskedField[]
  /** A verb: "Link to the job", never "OK". */
  confirmLabel: string
  /** The field whose value the action may question (`fields.sure`). Submitting the same value again confirms it. */
  sureOf?: string
  action: (values: Record<string, string>, sure: string | null) => Promise<ActionResult<unknown>>
}

/** A button that opens a short form, says what will happen, and does it. Keeps what was typed until it's done. */
export function AskDialog({ trigger, triggerVariant, ...asked }: AskProps) {
  const { code, pending, problem, open, close, signs } = useWanted(form)
  const [values, setValues] = useState<Record<string, string>>({})
  return (
    <>
      <Button {...signs} variant={triggerVariant} pending={pending} onClick={open}>
        {trigger}
      </Button>
      {problem && (
        <p role="alert" className="basis-full text-sm font-medium">
          {problem}
        </p>
      )}
      {code && <code.AskForm {...asked} values={values} onType={setValues} onClose={close} />}
    </>
  )
}
