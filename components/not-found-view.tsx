'use client'

import { MessagePage } from './message-page'
import { ButtonLink } from './ui/button'

/**
 * A page that isn't there. In the browser's code, because the server would send it along with every page that is.
 */
export function NotFoundView() {
  return (
    <MessagePage
      title="Page not found"
      action={
        <ButtonLink href="/" variant="primary">
          Go to your start page
        </ButtonLink>
      }
    >
      The address may be mistyped, or the page isn’t part of your role or your company.
    </MessagePage>
  )
}
