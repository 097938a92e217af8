import { useEffect, useRef, useState } from 'react'
import { answerOf, UNREACHED } from '@/components/answer-of'
import { upload } from '@/components/upload'
import type { AddedPhoto } from '@/lib/files/add-photo'
import { photoName, photoProblem } from '@/lib/files/photo-rules'
import { KIND_BYTES } from '@/lib/files/picture-kind'

/** A photo on its way, or one that can't be added. */
export type QueuedPhoto = {
  /** Of this page alone. */
  key: string
  name: string
  file: File
  /** How much of it has been sent, from 0 to 1; null while it waits. */
  sent: number | null
  /** Why it wasn't added; `again` where another try may do it. */
  problem: { words: string; again: boolean; signedOut: boolean } | null
}

type Options = {
  orgSlug: string
  jobNumber: number
  /** Takes a photo that was added. @returns why it isn't one more, or null */
  onAdded: (photo: AddedPhoto) => string | null
}

const problemOf = (words: string, { again = false, signedOut = false } = {}) => ({ words, again, signedOut })

/** Sends photos one after the other, in the order in which they were chosen. What is wrong with one keeps none of the others. */
export function usePhotoQueue({ orgSlug, jobNumber, onAdded }: Options) {
  const [queued, setQueued] = useState<readonly QueuedPhoto[]>([])
  const waiting = useRef<QueuedPhoto[]>([])
  const sending = useRef<{ key: string; stop: AbortController } | null>(null)
  const chosenSoFar = useRef(0)
  const added = useRef(onAdded)
  useEffect(() => {
    added.current = onAdded
  })
  useEffect(
    () => () => {
      waiting.current = []
      sending.current?.stop.abort()
    },
    [],
  )

  const change = (key: string, changes: Partial<QueuedPhoto>) =>
    setQueued((all) => all.map((each) => (each.key === key ? { ...each, ...changes } : each)))
  const drop = (key: string) => {
    waiting.current = waiting.current.filter((each) => each.key !== key)
    if (sending.current?.key === key) sending.current.stop.abort()
    setQueued((all) => all.filter((each) => each.key !== key))
  }

  /** @returns why it wasn't added, or null */
  async function send({ key, file, name }: QueuedPhoto, { signal }: AbortController): Promise<QueuedPhoto['problem']> {
    // A file that was moved since can't be read.
    const start = await file
      .slice(0, KIND_BYTES)
      .arrayBuffer()
      .catch(() => null)
    if (!start) return problemOf('This file can’t be read. Choose it again.')
    const wrong = photoProblem({ size: file.size, start: new Uint8Array(start) })
    if (wrong) return problemOf(wrong)
    const parts = { image: file, jobNumber: String(jobNumber), name }
    const onSent = (sent: number) => change(key, { sent })
    const answer = await answerOf(() => upload<AddedPhoto>(`/orgs/${orgSlug}/files`, parts, { onSent, signal }))
    if (signal.aborted) return null
    if (!answer) return problemOf(UNREACHED, { again: true })
    if (answer.ok) {
      const refused = added.current(answer.value)
      return refused === null ? null : problemOf(refused)
    }
    const again = !answer.fields?.image && !answer.newVersion
    return problemOf(answer.message, { again, signedOut: answer.signedOut === true })
  }

  async function sendAll(): Promise<void> {
    if (sending.current) return
    for (let next = waiting.current.shift(); next; next = waiting.current.shift()) {
      const { key } = next
      const stop = new AbortController()
      sending.current = { key, stop }
      change(key, { sent: 0, problem: null })
      const problem = await send(next, stop)
      if (problem) change(key, { sent: null, problem })
      else drop(key)
    }
    sending.current = null
  }
  const add = (photos: readonly QueuedPhoto[]) => {
    waiting.current.push(...photos)
    void sendAll()
  }

  return {
    queued,
    /** Puts files at the end of the queue. */
    choose(files: readonly File[]) {
      const chosen = files.map((file) => ({
        ...{ key: `${++chosenSoFar.current}`, name: photoName(file.name), file, sent: null, problem: null },
      }))
      setQueued((all) => [...all, ...chosen])
      add(chosen)
    },
    tryAgain(photo: QueuedPhoto) {
      change(photo.key, { problem: null })
      add([photo])
    },
    /** Takes one out, also while it is sent. */
    drop,
  }
}
