'use client'

import { clsx } from 'clsx'
import { type ComponentProps, createContext, type ReactNode, useContext, useId, useState } from 'react'
import { X } from '@/components/icons/ui'
import { useLiveHold } from '@/components/live'
import { IN_PROGRESS, useUnsavedGuard } from '@/components/unsaved-guard'
import { useWords } from '@/components/words'
import { Button } from './button'
import { ConfirmDialog } from './confirm-dialog'
import { Modal } from './modal'

/** What is asked while something would be lost, or would go out of sight. */
export type Closing = {
  /** Before the dialog closes. Left out where what is typed is there again at its next opening. */
  close?: { title: string; what: string; stay: string; go: string }
  /** Before the page is left. */
  leave: string
}

type DialogProps = {
  title: ReactNode
  /** One sentence under the title. Without it, the title alone names the dialog. */
  description?: ReactNode
  /** What is asked before it closes or its page is left; null while nothing would be lost. */
  closing: Closing | null
  /** What was pressed is on its way, and closing would hide its result: no close button, and Escape does nothing. */
  pending?: boolean
  /** Called once it may close. */
  onClose: () => void
  /** Its page may be read again meanwhile, for what it shows comes with the page. Left out, the page stays as it is. */
  follows?: boolean
  /** Covers the whole screen of a phone, for a long form. */
  fullOnPhone?: boolean
  /** For a form in two columns on a desktop. */
  wide?: boolean
  children: ReactNode
}

const Close = createContext<() => void>(() => {})

/**
 * A form in front of the page, open as long as it's rendered: a bottom sheet on a phone, centered elsewhere. The body
 * scrolls, the title stays. A press outside never closes it: it may be the second half of the double press that opened
 * it, or a hand on the tablet. For the same reason nothing in it can be pressed in its first moments (`animate-rise`).
 * Every way to close it asks the same question first. What it says stays until then: the page isn't read again under it.
 */
export function Dialog({
  title,
  description,
  closing,
  pending = false,
  onClose,
  follows = false,
  fullOnPhone = false,
  wide = false,
  children,
}: DialogProps) {
  const id = useId()
  const { say, known } = useWords()
  const [asking, setAsking] = useState(false)
  useLiveHold(!follows)
  const question = (!pending && closing?.close) || null
  const leave = pending ? IN_PROGRESS : closing?.leave
  useUnsavedGuard(leave ? known(leave) : null)
  // What was asked about is over. It must not be asked out of nowhere once there is something else to lose.
  if (asking && !question) setAsking(false)
  const close = () => {
    if (pending) return
    if (question) setAsking(true)
    else onClose()
  }
  return (
    <Modal
      role="dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onEscape={close}
      className={clsx(
        'top-auto inset-x-0 bottom-0 flex h-auto w-auto animate-rise flex-col overflow-hidden border border-hairline bg-sheet shadow-2xl',
        'sm:inset-0 sm:m-auto sm:h-fit sm:max-h-[94dvh] sm:rounded-xl',
        wide ? 'sm:max-w-xl lg:max-w-4xl' : 'sm:max-w-lg',
        fullOnPhone ? 'max-sm:inset-0 max-sm:max-h-none' : 'max-sm:max-h-[94dvh] max-sm:rounded-t-xl',
      )}
    >
      <div className="flex items-start gap-4 border-b px-5 py-4 sm:px-6">
        <div className="min-w-0 flex-1 pt-1">
          <h2 id={`${id}-title`} className="text-xl font-semibold tracking-tight">
            {title}
          </h2>
          {description && (
            <p id={`${id}-description`} className="mt-1 text-ink-muted">
              {description}
            </p>
          )}
        </div>
        {!pending && (
          <Button variant="ghost" size="icon" aria-label={say('Close')} className="-mr-2" onClick={close}>
            <X className="size-5" />
          </Button>
        )}
      </div>
      <div
        data-dialog-body
        className="scroll-pb-32 overflow-y-auto overscroll-contain px-5 py-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:px-6"
      >
        <Close value={close}>{children}</Close>
      </div>
      {asking && question && (
        <ConfirmDialog
          open
          onOpenChange={setAsking}
          variant="secondary"
          title={known(question.title)}
          cancelLabel={known(question.stay)}
          confirmLabel={known(question.go)}
          onConfirm={onClose}
        >
          {known(question.what)}
        </ConfirmDialog>
      )}
    </Modal>
  )
}

/** A button in a dialog that closes it the way its X does. */
export function CloseButton(props: Omit<ComponentProps<typeof Button>, 'onClick'>) {
  return <Button {...props} onClick={useContext(Close)} />
}
