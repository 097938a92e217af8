'use client'

import { clsx } from 'clsx'
import { useCallback, useState } from 'react'

type Props = {
  src: string
  alt: string
  /** Its size in pixels, so that nothing moves when it arrives. */
  width: number
  height: number
  className?: string
}

/** A photo, or the words that it can’t be shown: its file is gone, or can’t be reached. */
export function StoredPhoto({ src, alt, width, height, className }: Props) {
  const [failed, setFailed] = useState<string | null>(null)
  // It may have failed before anybody listened.
  const look = useCallback(
    (image: HTMLImageElement | null) => {
      if (image?.complete && image.naturalWidth === 0) setFailed(src)
    },
    [src],
  )
  if (failed === src)
    return (
      <p
        className={clsx(
          'flex items-center justify-center rounded-md border p-2 text-center text-sm text-ink-muted',
          className,
        )}
      >
        This photo can’t be shown. Its file is missing or can’t be reached.
      </p>
    )
  return (
    <img
      ref={look}
      src={src}
      alt={alt}
      width={width}
      height={height}
      onError={() => setFailed(src)}
      className={clsx('rounded-md border object-cover', className)}
    />
  )
}
