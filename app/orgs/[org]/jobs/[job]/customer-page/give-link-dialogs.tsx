'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { ActionForm, FormSummary, TextField } from '@/components/form'
import { QrCode } from '@/components/qr-code'
import { SubmitButtons } from '@/components/submit-buttons'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { CloseButton, Dialog } from '@/components/ui/dialog'
import { DialogButtons } from '@/components/ui/dialog-buttons'
import { useActionForm } from '@/components/use-action-form'
import { useRefresh } from '@/components/use-refresh'
import { minutesLeft } from '@/lib/customer-links/minutes-left'
import { giveLinkSchema } from '@/lib/customer-links/schema'
import type { ActionResult } from '@/lib/orgs/action'
import { copyLinkAction, showCodeAction } from './actions'

export type GiveLinkProps = {
  orgSlug: string
  jobId: string
  /** Of the customer, for whom it is unless somebody else's name is typed. */
  name: string
  onClose: () => void
}

type Given = { address: string; lastsMs: number }
type Code = Given & { qr: { path: string; size: number } }
/** What was made for whom, and when it ends by this browser's clock. */
type Made<T> = { value: T; name: string; endsAt: number }

/** A code on this screen, large enough for a phone's camera across a table. */
export function ShowCodeDialog({ orgSlug, onClose, ...props }: GiveLinkProps) {
  const [made, setMade] = useState<Made<Code> | null>(null)
  const refresh = useRefresh()
  const [isOver, setOver] = useState(false)
  const close = () => {
    onClose()
    refresh()
  }
  const again = () => {
    setMade(null)
    setOver(false)
  }
  return (
    <Dialog
      title={made ? `${made.name}: scan this code` : 'Show a code'}
      description={made ? 'With the camera of your phone. It opens your page of this job.' : undefined}
      closing={null}
      // Once it's scanned and signed, the page takes it away.
      follows={made !== null}
      onClose={close}
      fullOnPhone
    >
      {!made && (
        <WhoseForm
          {...props}
          name={props.name}
          button="Show the code"
          action={(input) => showCodeAction(orgSlug, input)}
          onMade={setMade}
        >
          The person scans it from this screen and sees their page on their own phone. It works for 30 minutes.
        </WhoseForm>
      )}
      {made && !isOver && (
        <div className="flex flex-col items-center gap-3">
          <QrCode
            qr={made.value.qr}
            label="QR code of the customer’s page. The address below is the same."
            className="h-auto w-full max-w-[min(28rem,60dvh)] rounded-md"
          />
          <TimeLeft endsAt={made.endsAt} onOver={() => setOver(true)} />
          <CopyButton text={made.value.address} label={`Copy ${made.value.address}`} className="text-left! text-sm">
            {made.value.address}
          </CopyButton>
        </div>
      )}
      {made && isOver && (
        <div className="flex flex-col gap-4">
          <p role="alert" className="font-medium">
            The 30 minutes are over, and this code no longer opens anything.
          </p>
          <DialogButtons>
            <Button variant="primary" onClick={again}>
              Show a new one
            </Button>
            <CloseButton variant="ghost">Close</CloseButton>
          </DialogButtons>
        </div>
      )}
    </Dialog>
  )
}

/** A link to copy. It is shown here and never again. */
export function CopyLinkDialog({ orgSlug, onClose, ...props }: GiveLinkProps) {
  const [made, setMade] = useState<Made<Given> | null>(null)
  const refresh = useRefresh()
  const close = () => {
    onClose()
    refresh()
  }
  return (
    <Dialog title="Copy a link" closing={null} onClose={close}>
      {made ? (
        <div className="flex flex-col gap-4">
          <p>
            This link is {made.name}’s, and works for 90 days. Plumbline doesn’t keep it: copy it now, or make another
            one later. Whoever has it can open the page.
          </p>
          <CopyButton text={made.value.address} label={`Copy ${made.value.address}`} className="-ml-3 text-left!">
            {made.value.address}
          </CopyButton>
          <DialogButtons>
            <CloseButton>Close</CloseButton>
          </DialogButtons>
        </div>
      ) : (
        <WhoseForm
          {...props}
          name={props.name}
          button="Make the link"
          action={(input) => copyLinkAction(orgSlug, input)}
          onMade={setMade}
        >
          For a text message or a chat of your own.
        </WhoseForm>
      )}
    </Dialog>
  )
}

type WhoseProps<T> = {
  jobId: string
  name: string
  button: string
  action: (input: { jobId: string; name: string }) => Promise<ActionResult<T>>
  onMade: (made: Made<T>) => void
  /** What will happen. */
  children: ReactNode
}

/** Asks for whom a link is: what they do with it is told under their name. */
function WhoseForm<T extends Given>({ jobId, name, button, action, onMade, children }: WhoseProps<T>) {
  const { form, submit, bind, failure, pending } = useActionForm({
    schema: giveLinkSchema,
    defaultValues: { jobId, name },
    action,
    onSaved: (value) => onMade({ value, name: form.getValues('name'), endsAt: Date.now() + value.lastsMs }),
  })
  return (
    <ActionForm onSubmit={submit}>
      <p>{children}</p>
      <FormSummary failure={failure} />
      <TextField label="For whom" hint="What is done by it is told under this name." binding={bind('name')} />
      <SubmitButtons pending={pending} label={button} />
    </ActionForm>
  )
}

/** Counts down, and says when it's over: by the clock, because a tablet that slept counted nothing. */
function TimeLeft({ endsAt, onOver }: { endsAt: number; onOver: () => void }) {
  const [leftMs, setLeft] = useState(() => endsAt - Date.now())
  useEffect(() => {
    const tick = () => setLeft(endsAt - Date.now())
    const timer = setInterval(tick, 1_000)
    return () => clearInterval(timer)
  }, [endsAt])
  const isOver = leftMs <= 0
  useEffect(() => {
    if (isOver) onOver()
  }, [isOver, onOver])
  return (
    <p role="timer" className="font-medium tabular-nums">
      {minutesLeft(leftMs)}
    </p>
  )
}
