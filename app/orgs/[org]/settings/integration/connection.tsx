'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useState, useTransition } from 'react'
import { answerOf, UNREACHED } from '@/components/answer-of'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { Endpoint } from '@/prisma/generated/enums'
import { disconnectAction } from './actions'
import { CredentialsForm } from './credentials-form'

type Props = {
  orgSlug: string
  active: boolean
  /** Whether this person may replace or remove credentials in use; everybody else proposes. */
  mayReplace: boolean
  /** Where payments can go from this installation. */
  endpoints: readonly Endpoint[]
  /** Why they can't go elsewhere, if so. */
  missing: string
  endpoint: Endpoint
  hint: ReactNode
}

const SAVED = {
  active: 'PaySimple accepted the credentials. You can take payments now.',
  proposed:
    'PaySimple accepted the credentials. They’re used once an owner confirms them here. Every owner got an email.',
}

const BY_OTHERS =
  'Only an owner replaces or removes credentials in use. You can enter new ones, which are used once an owner confirms them.'

/** Enters credentials, and replaces, removes or proposes to replace active ones. */
export function Connection({ orgSlug, active, mayReplace, endpoints, missing, endpoint, hint }: Props) {
  const router = useRouter()
  const [replacing, setReplacing] = useState(false)
  const [said, setSaid] = useState('')
  const status = useRef<HTMLParagraphElement>(null)
  const replace = useRef<HTMLButtonElement>(null)
  // The pressed button is gone, so focus moves to what replaces it. What is said then comes first.
  const shown = useRef(replacing)
  useEffect(() => {
    if (shown.current === replacing) return
    shown.current = replacing
    ;(replacing ? document.getElementById('userName') : replace.current)?.focus()
  }, [replacing])
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
              If you change the User Name, Plumbline stops following payments that haven’t settled. A new Token for the
              same User Name is fine.
            </p>
          )}
          <CredentialsForm
            orgSlug={orgSlug}
            endpoints={endpoints}
            missing={missing}
            endpoint={endpoint}
            onSaved={(state) => {
              setReplacing(false)
              setSaid(SAVED[state])
              router.refresh()
            }}
            onCancel={active ? () => setReplacing(false) : undefined}
          />
        </div>
      ) : (
        <div className="flex flex-wrap gap-2">
          {!mayReplace && (
            <div className="w-full">
              <p className="max-w-prose">{BY_OTHERS}</p>
            </div>
          )}
          <Button
            ref={replace}
            onClick={() => {
              setSaid('')
              setReplacing(true)
            }}
          >
            {mayReplace ? 'Replace' : 'Propose new ones'}
          </Button>
          {mayReplace && (
            <Disconnect
              orgSlug={orgSlug}
              onDone={() => {
                setSaid('Disconnected. To take payments again, enter credentials.')
                router.refresh()
              }}
            />
          )}
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
      const result = await answerOf(() => disconnectAction(orgSlug, {}))
      if (!result?.ok) return setProblem(result?.message ?? UNREACHED)
      // In one update with the page as it is then.
      startTransition(() => {
        setOpen(false)
        onDone()
      })
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
        This removes the User Name and Token from Plumbline, and Make Payment stops working. Past payments stay, but
        Plumbline won’t know when they settle.
        {problem && (
          <span role="alert" className="mt-3 block rounded-md border-2 border-danger px-4 py-3 font-medium text-danger">
            {problem}
          </span>
        )}
      </ConfirmDialog>
    </>
  )
}
