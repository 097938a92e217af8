'use client'

import { type ComponentProps, useState } from 'react'
import { OpenDialog } from '@/components/open-dialog'
import type { Button } from '@/components/ui/button'
import { wanted } from '@/components/wanted'
import type { EmailLinkProps } from './email-link-dialog'
import type { GiveLinkProps } from './give-link-dialogs'

// The buttons of a customer's links. What they open loads when it's wanted.

const dialogs = wanted(() => import('./dialogs'))

type EmailProps = Omit<EmailLinkProps, 'onClose' | 'onSent'> & {
  /** What the button says. */
  label: string
  /** Whose, where there are several. */
  of?: string
  variant?: ComponentProps<typeof Button>['variant']
}

/** Emails people the link to their page, for a document or for all of it. */
export function EmailLink({ label, of, variant, ...props }: EmailProps) {
  const [said, setSaid] = useState('')
  return (
    <>
      <OpenDialog part={dialogs} label={label} variant={variant} {...(of && { of })}>
        {(code, close) => <code.EmailLinkDialog {...props} onSent={setSaid} onClose={close} />}
      </OpenDialog>
      <p role="status" className="order-last wrap-anywhere basis-full text-sm font-medium empty:sr-only">
        {said}
      </p>
    </>
  )
}

type GiveProps = Omit<GiveLinkProps, 'onClose'>

/** Shows a code that the customer scans from this screen. */
export const ShowCode = ({ label = 'Show code', ...props }: GiveProps & { label?: string }) => (
  <OpenDialog part={dialogs} label={label}>
    {(code, close) => <code.ShowCodeDialog {...props} onClose={close} />}
  </OpenDialog>
)

/** Makes a link that somebody copies into a message of their own. */
export const CopyLink = (props: GiveProps) => (
  <OpenDialog part={dialogs} label="Copy link">
    {(code, close) => <code.CopyLinkDialog {...props} onClose={close} />}
  </OpenDialog>
)

/** Ends a link, once it was asked about. */
export const RevokeLink = (props: { orgSlug: string; linkId: string; name: string }) => (
  <OpenDialog part={dialogs} label="Revoke" of={props.name} variant="ghost">
    {(code, close) => <code.RevokeLinkDialog {...props} onClose={close} />}
  </OpenDialog>
)
