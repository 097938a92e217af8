'use client'

import { MessagePage } from './message-page'
import { Button } from './ui/button'

/** What an error boundary shows. The digest is what the server's log calls this error. */
export function ErrorView({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null
  return (
    <MessagePage
      title="This page did not load"
      action={
        <Button variant="primary" onClick={() => retry()}>
          Try again
        </Button>
      }
    >
      <p>
        Something went wrong on our side. A payment made before this is not affected: its state is on the job’s
        Information tab.
      </p>
      {digest && <p className="mt-2 text-sm">If it keeps happening, tell us this number: {digest}</p>}
    </MessagePage>
  )
}
