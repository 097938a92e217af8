'use client'

import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'

/** Ten recovery codes, for this once. */
export function RecoveryCodes({ codes, onSaved }: { codes: string[]; onSaved: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section aria-labelledby="new-codes" className="rounded-md border-2 border-ink bg-sheet p-5">
      <h2 id="new-codes" ref={heading} tabIndex={-1} className="text-lg font-semibold tracking-tight">
        Save your recovery codes now
      </h2>
      <p className="mt-1 mb-4 max-w-prose text-ink-muted">
        Plumbline shows them this once. Each signs you in once instead of a code from your phone. Print them, or keep
        them in a password manager, not on the phone itself.
      </p>
      <ol className="grid max-w-2xl grid-cols-1 gap-x-8 gap-y-1 font-mono sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="mt-5 flex flex-wrap items-center gap-3 print:hidden">
        <Button variant="primary" onClick={onSaved}>
          I saved them
        </Button>
        <CopyButton text={codes.join('\n')} label="Copy all ten codes">
          Copy all ten codes
        </CopyButton>
        <Button variant="ghost" onClick={() => window.print()}>
          Print
        </Button>
      </div>
    </section>
  )
}
