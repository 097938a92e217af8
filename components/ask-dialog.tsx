'use client'

import { useState } from 'react'
import type { AskProps } from './ask-form'
import { OpenDialog } from './open-dialog'
import { wanted } from './wanted'

const form = wanted(() => import('./ask-form'))

/** A button that opens a short form, says what will happen, and does it. Keeps what was typed until it's done. */
export function AskDialog({ trigger, triggerVariant, of, ...asked }: AskProps) {
  const [values, setValues] = useState<Record<string, string>>({})
  return (
    <OpenDialog part={form} label={trigger} of={of} variant={triggerVariant}>
      {(code, close) => <code.AskForm {...asked} values={values} onType={setValues} onClose={close} />}
    </OpenDialog>
  )
}
