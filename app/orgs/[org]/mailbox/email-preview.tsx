'use client'

import { useEffect, useRef, useState } from 'react'

/**
 * An email as its reader sees it, as tall as it is. `src` is the email as a document of its own: in this page its styles
 * would be kept from it by the policy of the page.
 */
export function EmailPreview({ title, src }: { title: string; src: string }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState<number>()
  useEffect(() => {
    const box = frame.current
    if (!box) return
    // While its first bytes arrive, the email's document is there without anything in it.
    const measure = () => setHeight(box.contentDocument?.querySelector('html')?.offsetHeight)
    // Narrower, it is taller. It may have loaded before this page's script.
    const watch = new ResizeObserver(measure)
    watch.observe(box)
    box.addEventListener('load', measure)
    return () => {
      watch.disconnect()
      box.removeEventListener('load', measure)
    }
  }, [])
  return (
    <div className="overflow-hidden rounded-lg border">
      <iframe
        ref={frame}
        title={title}
        src={src}
        // No scripts, no forms, no windows: an email can do nothing here. With our origin, it can be measured.
        sandbox="allow-same-origin"
        style={{ height }}
        className="block h-[70vh] w-full bg-[#fff]"
      />
    </div>
  )
}
