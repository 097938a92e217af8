'use client'

import { useEffect, useState } from 'react'
import type { ActionResult } from '@/lib/orgs/action'
import { setAskPassword } from './answer-of'

type Props = {
  /** Whose password it is, for password managers. */
  email: string
  givePassword: (input: { password: string }) => Promise<ActionResult<unknown>>
}
type Asked = typeof import('./password-dialog') & { answer: (isGiven: boolean) => void }

/** Asks for the password in front of whatever is open, where an action wants it again (answer-of.ts). */
export function StepUp(props: Props) {
  const [asked, ask] = useState<Asked | null>(null)
  useEffect(() => {
    let giveUp = () => {}
    setAskPassword(async () => {
      const code = await import('./password-dialog')
      return new Promise((answer) => {
        giveUp = () => answer(false)
        ask({ ...code, answer })
      })
    })
    return () => giveUp() // the page is left
  }, [])
  if (!asked) return null
  return (
    <asked.PasswordDialog
      {...props}
      onAnswer={(isGiven) => {
        ask(null)
        asked.answer(isGiven)
      }}
    />
  )
}
