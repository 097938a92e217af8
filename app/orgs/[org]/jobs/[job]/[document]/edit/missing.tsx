'use client'

import type { DocumentContent } from '@/lib/documents/content'
import { elementOf, thingOf } from '@/lib/documents/editing/path-words'
import type { Problem } from '@/lib/documents/sums'
import { reveal } from './editor-context'

type Props = { content: DocumentContent; missing: readonly Problem[] }

/** What is still missing before it can be sent: a link to each field. */
export function Missing({ content, missing }: Props) {
  if (missing.length === 0) return null
  return (
    <details className="ml-auto w-full text-sm sm:w-80">
      <summary className="min-h-11 content-center text-ink-muted">
        {missing.length === 1 ? 'One thing is missing' : `${missing.length} things are missing`} before you can send it
      </summary>
      <ul>
        {missing.slice(0, 20).map(({ path, message }) => {
          const thing = thingOf(content, path)
          return (
            <li key={`${path} ${message}`}>
              <button
                type="button"
                className="text-link min-h-11 text-left"
                onClick={() => reveal(elementOf(content, path))}
              >
                {thing ? `${thing}: ${message}` : message}
              </button>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
