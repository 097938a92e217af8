'use client'

import { useRef, useState } from 'react'
import { answerOf, UNREACHED } from '@/components/answer-of'
import { SignInElsewhere } from '@/components/form'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { upload } from '@/components/upload'
import { fitLogo, type Logo } from '@/lib/company/face'
import { logoProblem } from '@/lib/company/logo-kind'
import { KIND_BYTES, PICTURE_TYPES } from '@/lib/files/picture-kind'
import type { Refusal } from '@/lib/orgs/action'
import { removeLogoAction } from './actions'

type Props = { orgSlug: string; logo: Logo | null; onLogo: (logo: Logo | null) => void }

/** The company's logo. A file is saved as soon as it's chosen; what can't be one is refused before it's sent. */
export function LogoField({ orgSlug, logo, onLogo }: Props) {
  const [pending, setPending] = useState<'set' | 'remove' | null>(null)
  const [refusal, setRefusal] = useState<Pick<Refusal, 'message' | 'signedOut'> | null>(null)
  const [said, setSaid] = useState('')
  const file = useRef<HTMLInputElement>(null)
  const seen = logo?.hash ?? ''

  const begin = (what: 'set' | 'remove') => {
    setPending(what)
    setRefusal(null)
    setSaid('')
  }
  const choose = async (image: File) => {
    begin('set')
    const start = new Uint8Array(await image.slice(0, KIND_BYTES).arrayBuffer())
    const problem = logoProblem({ size: image.size, start })
    const answer = problem
      ? { ok: false as const, message: problem }
      : await answerOf(() => upload<Logo>(`/orgs/${orgSlug}/logo`, { image, seen }))
    setPending(null)
    if (!answer?.ok) return setRefusal(answer ?? { message: UNREACHED })
    onLogo(answer.value)
    setSaid('Logo saved. Receipts and emails show it from now on.')
  }
  const remove = async () => {
    begin('remove')
    const answer = await answerOf(() => removeLogoAction(orgSlug, { seen }))
    setPending(null)
    if (!answer?.ok) return setRefusal(answer ?? { message: UNREACHED })
    onLogo(null)
    setSaid('Logo removed.')
    file.current?.focus()
  }
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      {logo && (
        <div className="self-start rounded-md border bg-[#fffefb] p-4">
          <img
            src={`/orgs/${orgSlug}/logo/${logo.hash}`}
            alt="Your logo"
            {...fitLogo(logo)}
            className="h-auto max-w-full"
          />
        </div>
      )}
      <Field
        id="image"
        label="Logo"
        optional
        hint="PNG, JPEG or WebP, at most 2 MB. It’s drawn at most 240 by 80 on white, so 600 pixels wide is enough."
        error={refusal?.message}
      >
        <Input
          ref={file}
          type="file"
          accept={PICTURE_TYPES}
          disabled={pending !== null}
          className="py-2 file:mr-3 file:cursor-pointer file:border-0 file:bg-transparent file:font-medium file:text-accent"
          onChange={({ target }) => {
            const [chosen] = target.files ?? []
            target.value = '' // the same file can be chosen again
            if (chosen) void choose(chosen)
          }}
        />
      </Field>
      {refusal?.signedOut && <SignInElsewhere />}
      <div className="flex flex-wrap items-center gap-4 empty:hidden">
        {logo && (
          <Button pending={pending === 'remove'} onClick={() => void remove()}>
            Remove logo
          </Button>
        )}
        <p role="status" className="font-medium">
          {pending === 'set' ? 'Saving the logo…' : said}
        </p>
      </div>
    </div>
  )
}
