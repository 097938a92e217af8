'use client'

import { isNewVersion } from './answer-of'
import { MessagePage } from './message-page'
import { Button } from './ui/button'

/** What an error boundary shows. The digest is the server log's id for the error. */
export function ErrorView({ error, retry }: { error: unknown; retry: () => void }) {
  if (isNewVersion(error))
    return (
      <MessagePage
        title="A new version of Plumbline is here"
        action={
          <Button variant="primary" onClick={() => location.reload()}>
            Reload the page
          </Button>
        }
      >
        <p>What you pressed last wasn’t done. Reload the page, then try again.</p>
      </MessagePage>
    )
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null
  return (
    <MessagePage
      title="This page didn’t load"
      action={
        <Button variant="primary" onClick={() => retry()}>
          Try again
        </Button>
      }
    >
      <p>
        Something went wrong on our side. Payments you’ve made aren’t affected. You’ll find them on the job’s
        Information tab.
      </p>
      {digest && <p className="mt-2 text-sm">If it keeps happening, tell us this number: {digest}</p>}
    </MessagePage>
  )
}
