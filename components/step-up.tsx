'use client'

import { useEffect, useState } from 'react'
import { setAskPassword, type Wanted } from './answer-of'
import type { GivePassword, SecondStepActions } from './second-step-fields'

type Props = {
  /** Whose password it is, for password managers. */
  email: string
  givePassword: GivePassword
  secondStep: SecondStepActions
}
type Asked = typeof import('./password-dialog') & { wanted: Wanted; answer: (isGiven: boolean) => void }

/** Asks for the password, and the second step, in front of whatever is open, where an action wants it again (answer-of.ts). */
export function StepUp(props: Props) {
  const [asked, ask] = useState<Asked | null>(null)
  useEffect(() => {
    let giveUp = () => {}
    setAskPassword(async (wanted) => {
      const code = await import('./password-dialog')
      return new Promise((answer) => {
        giveUp = () => answer(false)
        ask({ ...code, wanted, answer })
      })
    })
    return () => giveUp() // the page is left
  }, [])
  if (!asked) return null
  return (
    <asked.PasswordDialog
      {...props}
      wanted={asked.wanted}
      onAnswer={(isGiven) => {
        ask(null)
        asked.answer(isGiven)
      }}
    />
  )
}
