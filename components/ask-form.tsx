'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useId, useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/orgs/action'
import { answerOf, UNREACHED } from './answer-of'
import { ConfirmButton, ConfirmSummary, useAsked } from './confirm-button'
import type { ButtonVariant } from './ui/button'
import { CloseButton, Dialog } from './ui/dialog'
import { DialogButtons } from './ui/dialog-buttons'
import { Field, Input, Select, Textarea } from './ui/field'
import { UNSAVED } from './unsaved-guard'
import { useWords } from './words'

export type AskedField = {
  name: string
  label: string
  hint?: string
  optional?: boolean
  lines?: number
  type?: 'email' | 'date' | 'digits'
  /** Chosen from a list: each value with its words. */
  choices?: Readonly<Record<string, string>>
  /** What it says before anybody has typed. */
  initial?: string
}

export type AskProps = {
  /** The label of the button that opens the dialog. */
  trigger: string
  triggerVariant?: ButtonVariant
  /** Whom or what it's about, where a page has several of the same trigger. */
  of?: string
  title: string
  /** What happens on confirmation. */
  children: ReactNode
  fields: readonly AskedField[]
  /** A verb: "Link to the job", never "OK". */
  confirmLabel: string
  /** What closes it without doing anything, where “Cancel” would say something else. */
  closeLabel?: string
  /** The field whose value the action may question (`fields.sure`). Another value takes the question back. */
  sureOf?: string
  /** What the action would ask, where that's known before: the first press answers it. */
  question?: string | null
  action: (values: Record<string, string>, sure: string | null) => Promise<ActionResult<unknown>>
  /** Whether the page shows what the action changes, so that it's read again. Left out, it does. */
  changesPage?: boolean
}

type Props = Omit<AskProps, 'trigger' | 'triggerVariant' | 'of'> & {
  values: Record<string, string>
  onType: (values: Record<string, string>) => void
  onClose: () => void
}

/** A short form that says what will happen, and does it. Keeps what was typed when the action fails. */
export function AskForm({ title, children, fields, confirmLabel, action, values, onType, onClose, ...asked }: Props) {
  const { closeLabel, sureOf, question: knownQuestion = null, changesPage = true } = asked
  const router = useRouter()
  const [pending, start] = useTransition()
  const [isDone, setDone] = useState(false)
  const prefix = useId()
  const { say } = useWords()
  const idOf = (name: string) => `${prefix}-${name}`
  const { failure, fail, changed } = useAsked(idOf)
  const question = failure?.question ?? knownQuestion
  const typed = Object.fromEntries(fields.map(({ name, initial = '' }) => [name, values[name] ?? initial]))
  const isDirty = fields.some(({ name, initial = '' }) => typed[name] !== initial)

  const submit = () =>
    start(async () => {
      const result = await answerOf(() => action(typed, question))
      if (!result) return fail({ message: UNREACHED })
      if (!result.ok) {
        // The summary leads to each field that it names, so it names only those that are here.
        const shown = Object.entries(result.fields ?? {}).filter(([name]) => name === 'sure' || name in typed)
        return fail({ ...result, fields: Object.fromEntries(shown) })
      }
      // From now on nothing is lost by leaving: after a deploy the page that's read again comes as a whole.
      setDone(true)
      // In one update with the page as it is then. The next one begins empty.
      start(() => {
        onType({})
        onClose()
        if (changesPage) router.refresh()
      })
    })
  return (
    <Dialog
      title={title}
      closing={isDirty && !isDone ? { leave: UNSAVED } : null}
      pending={pending && !isDone}
      onClose={onClose}
    >
      <form
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          if (!pending) submit()
        }}
      >
        <div className="flex flex-col gap-2">
          {children}
          {knownQuestion !== null && !failure?.question && <p className="font-medium">{knownQuestion}</p>}
        </div>
        <ConfirmSummary failure={failure} label={confirmLabel} />
        {fields.map(({ name, label, hint, optional, lines = 1, type, choices, initial = '' }) => {
          const control = {
            name,
            value: typed[name] ?? initial,
            autoComplete: 'off',
            onChange: (event: { target: { value: string } }) => {
              onType({ ...values, [name]: event.target.value })
              if (name === sureOf) changed(name)
            },
          }
          return (
            <Field
              key={name}
              id={idOf(name)}
              label={label}
              hint={hint}
              optional={optional}
              error={failure?.fields[idOf(name)]}
            >
              {choices ? (
                <Select {...control}>
                  {Object.entries(choices).map(([value, words]) => (
                    <option key={value} value={value}>
                      {words}
                    </option>
                  ))}
                </Select>
              ) : lines > 1 ? (
                <Textarea {...control} rows={lines} maxLength={500} />
              ) : (
                <Input
                  {...control}
                  type={type === 'digits' ? 'text' : type}
                  inputMode={type === 'digits' ? 'numeric' : type === 'email' ? type : undefined}
                  autoCapitalize={type && 'none'}
                />
              )}
            </Field>
          )
        })}
        <DialogButtons>
          <ConfirmButton type="submit" label={confirmLabel} question={question} pending={pending} />
          <CloseButton variant="ghost">{closeLabel ?? say('Cancel')}</CloseButton>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
