import { useRef } from 'react'
import { ArrowDown, ArrowUp, Trash2 } from '@/components/icons/records'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { type ContentPhoto, MAX_TEXT } from '@/lib/documents/content'
import { photoPath } from '@/lib/files/photo-rules'
import { StoredPhoto } from './stored-photo'

type Props = {
  orgSlug: string
  photos: readonly ContentPhoto[]
  onChange: (photos: ContentPhoto[]) => void
  problemOf: (index: number) => string | undefined
  /** The last one was removed: the focus goes on. */
  onEmpty: () => void
  /** Says what was done, for who can't see it. */
  onSaid: (words: string) => void
}

/** The photos with their captions, each with buttons that move and remove it. */
export function PhotoList({ orgSlug, photos, onChange, problemOf, onEmpty, onSaid }: Props) {
  const list = useRef<HTMLOListElement>(null)

  /** Focuses a control of a photo once React has drawn it there. */
  const focusLater = (selector: string) =>
    requestAnimationFrame(() => {
      const target = list.current?.querySelector<HTMLElement>(selector)
      if (target) target.focus()
      else onEmpty()
    })
  const shift = (from: number, to: number, button: 'up' | 'down') => {
    const next = [...photos]
    next.splice(to, 0, ...next.splice(from, 1))
    onChange(next)
    onSaid(`Photo ${from + 1} is now photo ${to + 1}.`)
    // At the top or bottom the pressed button disappears, so its twin gets the focus.
    const left = button === 'up' ? to > 0 : to < photos.length - 1
    focusLater(`[data-photo="${to}"] [data-move="${left ? button : button === 'up' ? 'down' : 'up'}"]`)
  }
  const take = (index: number) => {
    onChange(photos.filter((_, at) => at !== index))
    onSaid(`Photo ${index + 1} removed.`)
    focusLater(`[data-photo="${Math.min(index, photos.length - 2)}"] input`)
  }
  return (
    <ol ref={list} className="flex flex-col empty:hidden">
      {photos.map(({ id, hash, width, height, caption }, index) => (
        <li key={id} data-photo={index} className="border-b py-4 first:pt-0">
          <fieldset className="grid grid-cols-[6rem_minmax(0,1fr)] items-start gap-x-4 gap-y-2 sm:grid-cols-[8rem_minmax(0,1fr)_auto]">
            <legend className="sr-only">{`Photo ${index + 1}`}</legend>
            <StoredPhoto
              src={photoPath(orgSlug, hash, 'small')}
              alt={caption || `Photo ${index + 1}`}
              {...{ width, height }}
              className="aspect-square h-auto w-full"
            />
            <Field
              id={`photos.${index}.caption`}
              label={`Caption of photo ${index + 1}`}
              optional
              error={problemOf(index)}
            >
              <Input
                value={caption}
                maxLength={MAX_TEXT.caption}
                autoComplete="off"
                onChange={({ target }) =>
                  onChange(photos.map((photo, at) => (at === index ? { ...photo, caption: target.value } : photo)))
                }
              />
            </Field>
            <div className="col-start-2 flex justify-end sm:col-start-3 sm:mt-7.5">
              {index > 0 && (
                <Button
                  variant="ghost"
                  size="icon"
                  data-move="up"
                  aria-label={`Move photo ${index + 1} up`}
                  onClick={() => shift(index, index - 1, 'up')}
                >
                  <ArrowUp className="size-5" />
                </Button>
              )}
              {index < photos.length - 1 && (
                <Button
                  variant="ghost"
                  size="icon"
                  data-move="down"
                  aria-label={`Move photo ${index + 1} down`}
                  onClick={() => shift(index, index + 1, 'down')}
                >
                  <ArrowDown className="size-5" />
                </Button>
              )}
              <Button variant="ghost" size="icon" aria-label={`Remove photo ${index + 1}`} onClick={() => take(index)}>
                <Trash2 className="size-5" />
              </Button>
            </div>
          </fieldset>
        </li>
      ))}
    </ol>
  )
}
