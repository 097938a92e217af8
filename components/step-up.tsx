'use client'

import { useEffect, useState } from 'react'
import type { ActionResult } from '@/lib/orgs/action'
import { setAskPassword } from './answer-of'
import { wanted } from './wanted'

const dialog = wanted(() => import('./password-dialog'))

type Props = {
  /** Whose password it is, for password managers. */
  email: string
  givePassword: (input: { password: string }) => Promise<ActionResult<unknown>>
}

/** Asks for the password in front of whatever is open, where an action wants it again (answer-of.ts). */
export function StepUp({ email, givePassword }: Props) {
  const [answer, setAnswer] = useState<((isGiven: boolean) => void) | null>(null)
  useEffect(() => {
    let asked: Promise<boolean> | null = null
    let giveUp = () => {}
    const ask = async () => {
      if (!(await dialog.load().catch(() => null))) return false
      return new Promise<boolean>((resolve) => {
        const close = (isGiven: boolean) => {
          setAnswer(null)
          resolve(isGiven)
        }
        giveUp = () => close(false)
        setAnswer(() => close)
      })
    }
    // Two calls at once are answered by one password.
    const takeBack = setAskPassword(() => {
      asked ??= ask().finally(() => {
        asked = null
      })
      return asked
    })
    return () => {
      takeBack()
      giveUp()
    }
  }, [])
  const code = dialog.now()
  return answer && code ? <code.PasswordDialog {...{ email, givePassword }} onAnswer={answer} /> : null
}
