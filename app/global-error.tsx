'use client'

import { ErrorView } from '@/components/error-view'
import './globals.css'

/** Replaces the whole document when the root layout itself failed. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>This page did not load · Plumbline</title>
        <main>
          <ErrorView {...props} />
        </main>
      </body>
    </html>
  )
}
