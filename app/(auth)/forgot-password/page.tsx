import type { Metadata } from 'next'
import { env } from '@/lib/env'
import { DoorFrame } from '../door-frame'
import { ForgotPassword } from './forgot-password'

export const metadata: Metadata = { title: 'Forgot your password?' }

export default function ForgotPasswordPage() {
  return (
    <DoorFrame
      title="Forgot your password?"
      lead={<p>Enter the email that you sign in with. We’ll send a link to set a new password.</p>}
    >
      <ForgotPassword isMailKept={!env().SMTP_URL} />
    </DoorFrame>
  )
}
