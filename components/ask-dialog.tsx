'use client'

import { useState } from 'react'
import type { AskProps } from './ask-form'
import { Button } from './ui/button'
import { useWanted, wanted } from './wanted'

const form = wanted(() => import('./ask-form'))

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
