'use client'

import { type ReactNode, useEffect, useId, useRef } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { Textarea } from '@/components/ui/field'
import { layOutJson } from '@/lib/api-test/json'
import type { TestAnswer } from '@/lib/api-test/send-test-call'
import type { AnsweredCall } from './use-test-call'

/** The result of a call. Takes the focus when it appears. */
export function Answer({ baseUrl, call: { method, path, answer } }: { baseUrl: string; call: AnsweredCall }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section aria-labelledby="answer" className="mt-10 border-t pt-6">
      <h2
        id="answer"
        ref={heading}
        tabIndex={-1}
        className="scroll-mt-6 text-lg font-semibold tracking-tight outline-none tabular-nums"
      >
        {summaryOf(answer)}
      </h2>
      <p className="wrap-anywhere mt-1 font-mono text-sm text-ink-muted">
        {method} {baseUrl}
        {path}
      </p>
      {answer.kind === 'answered' ? (
        <Answered answer={answer} />
      ) : (
        <p className="mt-3 max-w-prose">{missing(answer.kind, method)}</p>
      )}
    </section>
  )
}

function summaryOf(answer: TestAnswer): string {
  if (answer.kind === 'not_sent') return 'Can’t reach PaySimple'
  if (answer.kind === 'no_answer') return 'No answer'
  return [answer.status, answer.reason].filter(Boolean).join(' ')
}

function missing(kind: 'not_sent' | 'no_answer', method: string): string {
  if (kind === 'not_sent') return 'Nothing was sent. Try again in a minute.'
  if (method === 'GET') return 'PaySimple didn’t send a complete answer. Try again in a minute.'
  return 'PaySimple didn’t send a complete answer, but it may have made the change. Check in PaySimple before you send it again.'
}

function Answered({ answer }: { answer: Extract<TestAnswer, { kind: 'answered' }> }) {
  const content = layOutJson(answer.text)
  const headers = answer.headers.map(({ name, value }) => `${name}: ${value}`).join('\n')
  return (
    <>
      <p className="text-sm text-ink-muted tabular-nums">{answer.milliseconds.toLocaleString('en-US')} ms</p>
      <Block
        title="Response content"
        text={content || 'null'}
        action={
          content && (
            <span className="-mr-4">
              <CopyButton text={content} label="Copy the response content">
                Copy
              </CopyButton>
            </span>
          )
        }
      />
      {answer.cut && (
        <p className="mt-2 text-sm">Only the first megabyte is shown. To get less, add ?pagesize=20 to the URI.</p>
      )}
      <Block title="Response header" text={headers} />
    </>
  )
}

/** In a text box, so that the keyboard can reach it and select all of it at once. */
function Block({ title, text, action }: { title: string; text: string; action?: ReactNode }) {
  const id = useId()
  return (
    <div className="mt-5">
      <div className="flex min-h-11 items-center justify-between gap-4">
        <label htmlFor={id} className="font-medium">
          {title}
        </label>
        {action}
      </div>
      <Textarea
        id={id}
        readOnly
        rows={Math.min(20, text.split('\n').length + 1)}
        spellCheck={false}
        className="field-sizing-content max-h-[32rem] font-mono text-sm"
        value={text}
      />
    </div>
  )
}
