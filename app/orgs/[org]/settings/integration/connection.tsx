'use client'

import { type ReactNode, useEffect, useRef, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { Endpoint } from '@/prisma/generated/enums'
import { disconnectAction } from './actions'
import { CredentialsForm } from './credentials-form'

type Props = { orgSlug: string; active: boolean; local: boolean; endpoint: Endpoint; hint: ReactNode }

/** Enters credentials, and once they are active replaces or removes them. */
export function Connection({ orgSlug, active, local, endpoint, hint }: Props) {
  const [replacing, setReplacing] = useState(false)
  const [said, setSaid] = useState('')
  const status = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (said) status.current?.focus()
  }, [said])
  return (
    <>
      <p ref={status} role="status" tabIndex={-1} className={said ? 'mb-4 font-medium outline-none' : 'sr-only'}>
        {said}
      </p>
      {!active || replacing ? (
        <div className="flex flex-col gap-6">
          {hint}
          {active && (
            <p className="max-w-prose">
              With another User Name, payments already authorized are no longer followed here until they settle. A new
              Token for the same User Name changes nothing about them.
            </p>
          )}
          <CredentialsForm
            orgSlug={orgSlug}
            local={local}
            endpoint={endpoint}
            onSaved={() => {
              setReplacing(false)
              setSaid('PaySimple accepted the credentials. Payments can be taken now.')
            }}
            onCancel={active ? () => setReplacing(false) : undefined}
          />
        </div>
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button
            onClick={() => {
              setSaid('')
              setReplacing(true)
            }}
          >
            Replace
          </Button>
          <Disconnect orgSlug={orgSlug} onDone={() => setSaid('Disconnected. No payments can be taken.')} />
        </div>
      )}
    </>
  )
}

function Disconnect({ orgSlug, onDone }: { orgSlug: string; onDone: () => void }) {
  const [open, setOpen] = useState(false)
  const [pending, startTransition] = useTransition()
  const [problem, setProblem] = useState<string | null>(null)
  const confirm = () =>
    startTransition(async () => {
      try {
        const result = await disconnectAction(orgSlug, {})
        if (!result.ok) return setProblem(result.message)
        // Together with the page that comes back with the answer.
        startTransition(() => {
          setOpen(false)
          onDone()
        })
      } catch {
        setProblem('Plumbline could not be reached. Check the connection and try again.')
      }
    })
  return (
    <>
      <Button
        variant="danger"
        onClick={() => {
          setProblem(null)
          setOpen(true)
        }}
      >
        Disconnect
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title="Disconnect PaySimple?"
        cancelLabel="Stay connected"
        confirmLabel="Disconnect"
        pending={pending}
        onConfirm={confirm}
      >
        The User Name and Token are removed from Plumbline, and Make Payment stops working. Payments already taken stay
        where they are, but Plumbline no longer hears when they settle.
        {problem && (
          <span role="alert" className="mt-3 block rounded-md border-2 border-ink px-4 py-3 font-medium text-ink">
            {problem}
          </span>
        )}
      </ConfirmDialog>
    </>
  )
}
