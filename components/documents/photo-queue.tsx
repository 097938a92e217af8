import { SignInElsewhere } from '@/components/form'
import { CircleAlert } from '@/components/icons/ui'
import { Button } from '@/components/ui/button'
import type { QueuedPhoto } from './use-photo-queue'

type Props = {
  photos: readonly QueuedPhoto[]
  onAgain: (photo: QueuedPhoto) => void
  onDrop: (key: string) => void
}

/** How far it is: sent is not yet added, because then it is drawn. */
const stateOf = (sent: number | null) =>
  sent === null ? 'Waiting' : sent < 1 ? `Sending, ${Math.round(sent * 100)} percent` : 'Sent, one moment'

/** Photos on their way, and those that couldn't be added, with the reason for each. */
export function PhotoQueue({ photos, onAgain, onDrop }: Props) {
  return (
    <ul className="flex flex-col gap-3 empty:hidden">
      {photos.map((photo) => {
        const { key, sent, problem } = photo
        const name = photo.name || 'Photo'
        return (
          <li key={key} className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border bg-sheet px-4 py-2">
            <div className="min-w-0 flex-1 basis-60 wrap-anywhere">
              <p className="font-medium">{name}</p>
              {problem ? (
                <p role="alert" className="flex gap-1.5 text-sm font-medium text-danger">
                  <CircleAlert className="mt-0.5 size-4 shrink-0" />
                  {problem.words}
                </p>
              ) : (
                <p className="text-sm text-ink-muted tabular-nums">{stateOf(sent)}</p>
              )}
              {problem?.signedOut && <SignInElsewhere />}
            </div>
            {!problem && sent !== null && (
              <progress aria-label={`${name}, sent`} value={sent} max={1} className="h-2 w-24 accent-accent" />
            )}
            {problem?.again && (
              <Button aria-label={`Try ${name} again`} onClick={() => onAgain(photo)}>
                Try again
              </Button>
            )}
            <Button
              variant="ghost"
              aria-label={`${problem ? 'Dismiss' : 'Cancel'} ${name}`}
              onClick={() => onDrop(key)}
            >
              {problem ? 'Dismiss' : 'Cancel'}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
