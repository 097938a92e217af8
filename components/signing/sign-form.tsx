'use client'

import { clsx } from 'clsx'
import { type ReactNode, useId, useRef, useState } from 'react'
import { Problem } from '@/components/problem'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { usePress } from '@/components/use-press'
import { useWords } from '@/components/words'
import { KIND_WORDS } from '@/lib/documents/kind-words'
import type { ActionResult } from '@/lib/orgs/action'
import type { Mark } from '@/lib/signing/schema'
import { type Strokes, strokeProblem } from '@/lib/signing/strokes'
import { fontOf, MAX_TYPED, typedProblem } from '@/lib/signing/typed-name'
import type { DocumentKind } from '@/prisma/generated/enums'
import { Drawing } from './drawing'

type Props = {
  kind: DocumentKind
  ordinal: number
  /** Stands beside the signature: the right to cancel. */
  children?: ReactNode
  action: (signed: { mark: Mark; screen: string }) => Promise<ActionResult<void>>
  /** What follows. The page is read again, too. */
  onSigned?: () => void
}

const WAYS = [
  ['typed', 'Type your name'],
  ['drawn', 'Draw your signature'],
] as const

/** A signature, typed or drawn as somebody likes, and the button that signs. */
export function SignForm({ kind: paper, ordinal, children, action, onSigned }: Props) {
  const { say, known } = useWords()
  const [kind, setKind] = useState<Mark['kind']>('typed')
  const [text, setText] = useState('')
  const [strokes, setStrokes] = useState<Strokes>([])
  const [wrong, setWrong] = useState<string | null>(null)
  const name = useId()
  const typing = useRef<HTMLInputElement>(null)
  const mark: Mark = kind === 'typed' ? { kind, text } : { kind, strokes: strokes.map((stroke) => [...stroke]) }
  const { press, pending, problem } = usePress(
    () => action({ mark, screen: `${window.screen.width} × ${window.screen.height}` }),
    { onDone: onSigned },
  )
  const sign = () => {
    const found = kind === 'typed' ? typedProblem(text) : strokeProblem(strokes)
    setWrong(found && known(found))
    if (!found) press()
    else typing.current?.focus() // which reads what is wrong
  }
  const font = fontOf(text)
  return (
    <form
      method="post"
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!pending) sign()
      }}
    >
      <fieldset className="flex flex-wrap gap-3">
        <legend className="mb-2 font-medium">{say('Your signature')}</legend>
        {WAYS.map(([way, label]) => (
          <label
            key={way}
            className="flex min-h-11 items-center gap-3 rounded-lg border px-4 py-2 has-checked:border-accent"
          >
            <input
              type="radio"
              name={name}
              className="size-5"
              checked={kind === way}
              onChange={() => {
                setKind(way)
                setWrong(null)
              }}
            />
            {say(label)}
          </label>
        ))}
      </fieldset>
      {kind === 'typed' ? (
        <>
          <Field label={say('Your name')} hint={say('It counts like a signature by hand.')} error={wrong ?? undefined}>
            <Input
              ref={typing}
              autoComplete="name"
              maxLength={MAX_TYPED}
              value={text}
              onChange={({ target }) => {
                setText(target.value)
                setWrong(null)
              }}
            />
          </Field>
          {text.trim() !== '' &&
            (font === null ? (
              <p role="status" className="font-medium">
                {say('Some of these letters can’t be printed on the paper yet.')}{' '}
                <button type="button" className="text-link min-h-11" onClick={() => setKind('drawn')}>
                  {say('Draw your signature instead')}
                </button>
              </p>
            ) : (
              <p
                aria-hidden
                className={clsx('wrap-anywhere border-b-2 pb-1 text-3xl', font === 'geist-italic' && 'italic')}
              >
                {text}
              </p>
            ))}
        </>
      ) : (
        <>
          <Drawing
            strokes={strokes}
            onDraw={(drawn) => {
              setStrokes(drawn)
              setWrong(null)
            }}
          />
          <Problem>{wrong}</Problem>
        </>
      )}
      {children}
      <Problem>{problem}</Problem>
      <Button type="submit" variant="primary" size="lg" pending={pending} className="self-start">
        {say(`Sign the ${KIND_WORDS[paper]}`, { count: ordinal })}
      </Button>
    </form>
  )
}
