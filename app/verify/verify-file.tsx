'use client'

import { clsx } from 'clsx'
import { type DragEvent, useRef, useState } from 'react'
import { answerOf, UNREACHED } from '@/components/answer-of'
import { Problem } from '@/components/problem'
import { Button } from '@/components/ui/button'
import { upload } from '@/components/upload'
import { useWords } from '@/components/words'
import { MOST_PDF_BYTES } from '@/lib/seal/verdict'
import type { Verified } from '@/lib/seal/verify-upload'
import { VerifyResult } from './verify-result'

/** Takes a file, has it looked at and shows the answers. What is shown is always of the file that was chosen last. */
export function VerifyFile() {
  const { say, known } = useWords()
  const [name, setName] = useState<string | null>(null)
  const [verified, setVerified] = useState<Verified | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isOver, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const pending = name !== null && verified === null && problem === null

  const choose = async (file: File | undefined) => {
    if (!file || pending) return
    setName(file.name)
    setVerified(null)
    setProblem(null)
    if (file.size > MOST_PDF_BYTES)
      return setProblem(
        say('This file is larger than 40 MB, which no sealed paper is. Choose the file as you received it.'),
      )
    const answer = await answerOf(() => upload<Verified>('/verify/file', { file }))
    if (!answer?.ok) return setProblem(known(answer?.message ?? UNREACHED))
    setVerified(answer.value)
  }
  const drop = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setOver(event.type === 'dragover')
    if (event.type === 'drop') void choose(event.dataTransfer.files[0])
  }
  return (
    <div className="flex flex-col gap-5">
      <fieldset
        aria-label={say('The file')}
        className={clsx(
          'flex flex-wrap items-center gap-3 rounded-lg border border-dashed border-edge p-5',
          isOver && 'outline-2 outline-accent outline-dashed',
        )}
        onDragOver={drop}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          ref={input}
          type="file"
          accept="application/pdf,.pdf"
          aria-label={say('File to check')}
          className="hidden"
          onChange={({ target }) => {
            void choose(target.files?.[0])
            target.value = '' // the same file can be chosen again
          }}
        />
        <Button variant="primary" pending={pending} onClick={() => input.current?.click()}>
          {pending ? say('Checking…') : say('Choose a PDF')}
        </Button>
        <p className="text-sm text-ink-muted pointer-coarse:hidden">{say('or drop it here')}</p>
      </fieldset>
      <p role="status" className="sr-only">
        {pending ? say('Checking {name}', { name }) : known(verified?.title ?? '')}
      </p>
      <Problem>{problem}</Problem>
      {verified && <VerifyResult name={name ?? ''} verified={verified} />}
    </div>
  )
}
