'use client'

import { clsx } from 'clsx'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { Camera, ImagePlus } from '@/components/icons/records'
import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field'
import { useUnsavedGuard } from '@/components/unsaved-guard'
import { type ContentPhoto, MAX_PHOTOS } from '@/lib/documents/content'
import { PICTURE_TYPES } from '@/lib/files/picture-kind'
import { PhotoList } from './photo-list'
import { PhotoQueue } from './photo-queue'
import { usePhotoQueue } from './use-photo-queue'

type Props = {
  orgSlug: string
  jobNumber: number
  photos: readonly ContentPhoto[]
  onChange: (photos: ContentPhoto[]) => void
  /** What is wrong with a caption, by the photo's place. */
  problemOf?: (index: number) => string | undefined
}

/**
 * The photos of a document during editing: chosen, dropped or taken with the camera, each with a caption, in an order that
 * buttons change. A photo is stored as soon as it's chosen; whoever keeps `photos` saves which are the document's.
 */
export function PhotoPicker({ orgSlug, jobNumber, photos, onChange, problemOf = () => undefined }: Props) {
  const [isOver, setOver] = useState(false)
  const [tooMany, setTooMany] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const files = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const choose = useRef<HTMLButtonElement>(null)
  // Photos arrive later than this was drawn.
  const latest = useRef(photos)
  useEffect(() => {
    latest.current = photos
  }, [photos])
  const put = (next: ContentPhoto[]) => {
    latest.current = next
    onChange(next)
  }

  const queue = usePhotoQueue({
    orgSlug,
    jobNumber,
    onAdded(photo) {
      const now = latest.current
      if (now.some(({ hash }) => hash === photo.hash)) return 'This photo is already here.'
      if (now.length >= MAX_PHOTOS) return `A document can have at most ${MAX_PHOTOS} photos.`
      // Removed and added again, it is the same one. crypto.randomUUID isn't there without https.
      put([...now, { id: `photo-${photo.hash.slice(0, 32)}`, ...photo, caption: '' }])
      setSaid(`Photo ${now.length + 1} added.`)
      return null
    },
  })
  const onTheWay = queue.queued.filter(({ problem }) => !problem).length
  useUnsavedGuard(onTheWay > 0 ? 'Photos are still being sent. Leave without them?' : null)
  const room = MAX_PHOTOS - photos.length - onTheWay

  const take = (list: FileList | null) => {
    const chosen = Array.from(list ?? [])
    setTooMany(
      chosen.length > room
        ? `A document can have at most ${MAX_PHOTOS} photos. ${room > 0 ? `Only the first ${room} of these ${room === 1 ? 'is' : 'are'} added.` : 'Remove one first.'}`
        : null,
    )
    queue.choose(chosen.slice(0, Math.max(0, room)))
  }
  const drop = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setOver(event.type === 'dragover')
    if (event.type === 'drop') take(event.dataTransfer.files)
  }
  const input = (ref: typeof files, label: string, more: { multiple?: true; capture?: 'environment' }) => (
    <input
      ref={ref}
      type="file"
      accept={PICTURE_TYPES}
      aria-label={label}
      className="hidden"
      {...more}
      onChange={({ target }) => {
        take(target.files)
        target.value = '' // the same file can be chosen again
      }}
    />
  )
  return (
    <fieldset
      id="photos"
      aria-label="Photos"
      tabIndex={-1}
      className={clsx(
        'flex min-w-0 flex-col gap-4 rounded-md outline-none',
        isOver && 'outline-2 outline-accent outline-dashed',
      )}
      onDragOver={drop}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <PhotoList
        {...{ orgSlug, photos, problemOf }}
        onChange={put}
        onEmpty={() => choose.current?.focus()}
        onSaid={setSaid}
      />
      <PhotoQueue photos={queue.queued} onAgain={queue.tryAgain} onDrop={queue.drop} />
      <div className="flex flex-wrap items-center gap-3">
        {input(files, 'Photos to add', { multiple: true })}
        {input(camera, 'Photo from the camera', { capture: 'environment' })}
        <Button ref={choose} onClick={() => files.current?.click()}>
          <ImagePlus className="size-5" />
          Choose photos
        </Button>
        <Button className="hidden pointer-coarse:inline-flex" onClick={() => camera.current?.click()}>
          <Camera className="size-5" />
          Take a photo
        </Button>
        <p className="text-sm text-ink-muted pointer-coarse:hidden">or drop them here</p>
      </div>
      {tooMany && <FieldError id="photos">{tooMany}</FieldError>}
      <p className="text-sm text-ink-muted">
        PNG, JPEG or WebP, at most 12 MB each. The place where a photo was taken isn’t kept.
      </p>
      <p role="status" className="sr-only">
        {onTheWay > 0 ? `${onTheWay} ${onTheWay === 1 ? 'photo is' : 'photos are'} on the way.` : said}
      </p>
    </fieldset>
  )
}
