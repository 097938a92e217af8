'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useState, useTransition } from 'react'
import { answerOf, mayRefresh, UNREACHED } from '@/components/answer-of'
import { CreditCard, Landmark } from '@/components/icons/paying'
import { Pencil, Star, Trash2 } from '@/components/icons/records'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { ActionResult } from '@/lib/orgs/action'
import { removeAccountAction, setDefaultAccountAction } from './account-actions'
import { type ListedAccount, UpdateAccount } from './update-account'

type Props = {
  orgSlug: string
  customerId: string
  customerName: string
  accounts: readonly ListedAccount[]
  /** Whether the user may change them. */
  canChange: boolean
  /** Shown while nothing is saved. */
  children: ReactNode
}

/** The customer's saved cards and bank accounts, the default first. */
export function SavedAccounts({ orgSlug, customerId, customerName, accounts, canChange, children }: Props) {
  const router = useRouter()
  const [updating, setUpdating] = useState<ListedAccount | null>(null)
  const [removing, setRemoving] = useState<ListedAccount | null>(null)
  const [problem, setProblem] = useState<{ message: string }>()
  const [busyWith, setBusyWith] = useState<string>()
  const [pending, start] = useTransition()
  const [said, setSaid] = useState('')
  const status = useRef<HTMLParagraphElement>(null)
  // The pressed button is gone with its account, so focus moves to the message.
  useEffect(() => {
    if (said) status.current?.focus()
  }, [said])

  const alert = useRef<HTMLParagraphElement>(null)
  // At each try, also where it says the same again.
  useEffect(() => {
    if (problem) alert.current?.focus()
  }, [problem])

  const run = (account: ListedAccount, action: () => Promise<ActionResult<void>>, done: string) => {
    setBusyWith(account.id)
    setSaid('')
    start(async () => {
      const result = await answerOf(action)
      // In one update with the refreshed page.
      start(() => {
        setProblem(result?.ok ? undefined : { message: result?.message ?? UNREACHED })
        if (result?.ok) setSaid(`${nameOf(account)} ${done}`)
        setRemoving(null)
        if (mayRefresh(result)) router.refresh()
      })
    })
  }
  return (
    <>
      <p
        ref={alert}
        role="alert"
        tabIndex={-1}
        className="mb-4 rounded-md border-2 border-danger px-4 py-3 font-medium text-danger empty:hidden"
      >
        {problem?.message}
      </p>
      <p ref={status} role="status" tabIndex={-1} className={said ? 'mb-4 font-medium outline-none' : 'sr-only'}>
        {said}
      </p>
      {accounts.length === 0 && children}
      <ul className="rounded-lg border bg-sheet empty:hidden">
        {accounts.map((account) => {
          const name = nameOf(account)
          const ref = { customerId, accountId: account.id }
          return (
            <li
              key={account.id}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t px-4 py-3 first:border-t-0 sm:px-5"
            >
              <div className="flex min-w-0 items-start gap-3">
                {account.method === 'card' ? (
                  <CreditCard className="mt-0.5 size-5 shrink-0 text-ink-muted" />
                ) : (
                  <Landmark className="mt-0.5 size-5 shrink-0 text-ink-muted" />
                )}
                <div className="min-w-0">
                  <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium wrap-anywhere tabular-nums">
                    {name}
                    {account.isDefault && (
                      <span className="rounded-full border border-edge px-2 text-sm font-normal">Default</span>
                    )}
                    {account.isExpired && (
                      <span className="rounded-full border border-ink px-2 text-sm font-medium">
                        Expired {account.expiry}
                      </span>
                    )}
                  </p>
                  <p className="text-sm text-ink-muted tabular-nums">
                    {account.expiry && !account.isExpired && `Expires ${account.expiry} · `}
                    Customer agreed {account.savedOn}, recorded by {account.savedByName}
                  </p>
                </div>
              </div>
              {canChange && (
                <div className="-ml-3 flex flex-wrap sm:-mr-3 sm:ml-auto sm:gap-1 max-sm:pl-8">
                  {!account.isDefault && (
                    <Button
                      variant="ghost"
                      className="px-3!"
                      aria-label={`Make ${name} the default`}
                      pending={pending && busyWith === account.id && removing === null}
                      onClick={() => run(account, () => setDefaultAccountAction(orgSlug, ref), 'is now the default.')}
                    >
                      <Star className="size-5 max-sm:hidden" />
                      Make default
                    </Button>
                  )}
                  <Button
                    variant="ghost"
                    className="px-3!"
                    aria-label={`Update ${name}`}
                    onClick={() => setUpdating(account)}
                  >
                    <Pencil className="size-5 max-sm:hidden" />
                    Update
                  </Button>
                  <Button
                    variant="ghost"
                    className="px-3!"
                    aria-label={`Remove ${name}`}
                    onClick={() => setRemoving(account)}
                  >
                    <Trash2 className="size-5 max-sm:hidden" />
                    Remove
                  </Button>
                </div>
              )}
            </li>
          )
        })}
      </ul>
      {updating && (
        <UpdateAccount
          orgSlug={orgSlug}
          customerId={customerId}
          account={updating}
          onClose={() => setUpdating(null)}
          onSaved={() => {
            setUpdating(null)
            router.refresh()
          }}
        />
      )}
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={(open) => !open && !pending && setRemoving(null)}
        title={removing ? `Remove ${nameOf(removing)}?` : ''}
        cancelLabel="Keep it"
        confirmLabel="Remove"
        pending={pending}
        onConfirm={() =>
          removing &&
          run(
            removing,
            () => removeAccountAction(orgSlug, { customerId, accountId: removing.id }),
            'is no longer saved.',
          )
        }
      >
        It’s removed here and in PaySimple, and you can no longer charge it. Past payments don’t change. If{' '}
        {customerName} agrees, you can save it again with the next payment.
      </ConfirmDialog>
    </>
  )
}

const nameOf = ({ label, lastFour }: ListedAccount) => `${label} ${lastFour}`
