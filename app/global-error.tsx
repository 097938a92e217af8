'use client'

import { ErrorView } from '@/components/error-view'
import './globals.css'

/** Replaces the whole document when the root layout itself fails. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>This page didn’t load · Plumbline</title>
        <main>
          <ErrorView {...props} />
        </main>
      </body>
    </html>
  )
}
