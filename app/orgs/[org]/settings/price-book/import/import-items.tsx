'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { answerOf, UNREACHED } from '@/components/answer-of'
import { SignInElsewhere } from '@/components/form'
import { Alert } from '@/components/ui/alert'
import { Button, ButtonLink } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { upload } from '@/components/upload'
import type { Refusal } from '@/lib/orgs/action'
import { MAX_FILE_BYTES, TOO_LARGE } from '@/lib/price-book/file-size'
import {
  type ImportPreview,
  type ImportResult,
  importedWords,
  importLabel,
  missingWords,
} from '@/lib/price-book/import-preview'
import { ColumnChoice } from './column-choice'
import { PreviewRows } from './preview-rows'

const OTHER_BOOK =
  'Your price book was changed since this preview, so nothing was imported. Below is what the file would do now.'

type Chosen = Pick<ImportPreview, 'hasHeadings'> & { columns: (number | null)[] | null }
/** The form that goes with a file. */
const partsOf = (file: File, { columns, hasHeadings }: Chosen) => ({
  file,
  columns: columns?.join(',') ?? '',
  hasHeadings: hasHeadings ? 'yes' : 'no',
})
const FOUND_OUT: Chosen = { columns: null, hasHeadings: true }

/** A file, what it would do to the price book, and the button that does it. */
export function ImportItems({ orgSlug }: { orgSlug: string }) {
  const router = useRouter()
  const [file, setFile] = useState<File | null>(null)
  const [preview, setPreview] = useState<ImportPreview | null>(null)
  const [pending, setPending] = useState<'read' | 'import' | null>(null)
  const [refusal, setRefusal] = useState<Pick<Refusal, 'message' | 'signedOut'> | null>(null)
  const [note, setNote] = useState('')
  const [done, setDone] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  const path = `/orgs/${orgSlug}/price-book`
  const back = `/orgs/${orgSlug}/settings/price-book`

  // Each preview, and that it is done, is read out.
  useEffect(() => {
    if (preview || done) heading.current?.focus()
  }, [preview, done])
  const show = (next: ImportPreview | null, words = '') => {
    setPreview(next)
    setNote(words)
  }
  const read = async (chosen: File, choice: Chosen) => {
    setFile(chosen)
    setPending('read')
    setRefusal(null)
    setDone('')
    const answer =
      chosen.size > MAX_FILE_BYTES
        ? { ok: false as const, message: TOO_LARGE }
        : await answerOf(() => upload<ImportPreview>(`${path}/preview`, partsOf(chosen, choice)))
    setPending(null)
    if (answer?.ok) return show(answer.value)
    setPreview(null)
    setRefusal(answer ?? { message: UNREACHED })
  }
  const bring = async () => {
    if (!file || !preview) return
    setPending('import')
    setRefusal(null)
    const parts = { ...partsOf(file, preview), fingerprint: preview.fingerprint }
    const answer = await answerOf(() => upload<ImportResult>(`${path}/import`, parts))
    setPending(null)
    if (!answer?.ok) return setRefusal(answer ?? { message: UNREACHED })
    if (!answer.value.imported) return show(answer.value.preview, OTHER_BOOK)
    setDone(importedWords(answer.value))
    show(null)
    router.refresh()
  }
  const label = preview && importLabel(preview.counts)
  return (
    <div className="flex flex-col gap-6">
      <Field
        id="file"
        label="CSV file"
        hint="Separated by commas, semicolons or tabs. The first row has the headings: Name, Unit, Price, Cost, Taxable, Code, Category."
        error={refusal?.message}
        className="max-w-2xl"
      >
        <Input
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          disabled={pending !== null}
          className="py-2 file:mr-3 file:cursor-pointer file:border-0 file:bg-transparent file:font-medium file:text-accent"
          onChange={({ target }) => {
            const [chosen] = target.files ?? []
            target.value = '' // the same file can be chosen again, corrected
            if (chosen) void read(chosen, FOUND_OUT)
          }}
        />
      </Field>
      {refusal?.signedOut && <SignInElsewhere />}
      <p role="status" className="font-medium empty:hidden">
        {pending === 'read' ? 'Reading the file…' : ''}
      </p>
      {done && (
        <div className="flex flex-col items-start gap-4">
          <h3 ref={heading} tabIndex={-1} className="text-lg font-semibold tracking-tight outline-none">
            {done}
          </h3>
          <ButtonLink href={back} variant="primary">
            Go to the price book
          </ButtonLink>
        </div>
      )}
      {preview && file && (
        <>
          <div className="border-t pt-5">
            <h3 ref={heading} tabIndex={-1} className="text-lg font-semibold tracking-tight wrap-anywhere outline-none">
              {file.name}
            </h3>
            <p className="text-sm text-ink-muted">{preview.read}</p>
          </div>
          {note && <Alert tone="info" role="alert" title={note} />}
          <ColumnChoice
            key={preview.fingerprint + preview.columns.join()}
            preview={preview}
            pending={pending === 'read'}
            onChoose={(choice) => void read(file, choice)}
          />
          {preview.missing.length > 0 ? (
            <p className="font-medium">
              Choose which column has {missingWords(preview.missing)}, then press Read again.
            </p>
          ) : (
            <>
              <PreviewRows preview={preview} />
              <div className="flex flex-wrap items-center gap-3">
                {label && (
                  <Button variant="primary" pending={pending === 'import'} onClick={() => void bring()}>
                    {label}
                  </Button>
                )}
                <ButtonLink href={back} variant="ghost">
                  Cancel
                </ButtonLink>
              </div>
            </>
          )}
        </>
      )}
    </div>
  )
}
