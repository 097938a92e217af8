import { CircleAlert, CircleCheck, Info } from '@/components/icons/ui'
import { useResultFocus } from '@/components/ui/use-result-focus'
import { useWords } from '@/components/words'
import type { Verified } from '@/lib/seal/verify-upload'
import type { Answer } from '@/lib/seal/verify-words'

/** What was found out about a file. It takes the focus when it appears. */
export function VerifyResult({
  name,
  verified: { title, next, answers, sha256 },
}: {
  name: string
  verified: Verified
}) {
  const heading = useResultFocus()
  const { say, known } = useWords()
  return (
    <section aria-labelledby="verdict" className="flex flex-col gap-3">
      <h2 id="verdict" ref={heading} tabIndex={-1} className="wrap-anywhere text-lg font-semibold outline-none">
        {known(title)}
      </h2>
      <p className="wrap-anywhere text-sm text-ink-muted">{name}</p>
      <p className="wrap-anywhere">{known(next)}</p>
      <ul className="divide-y divide-hairline border-y">
        {answers.map((answer) => (
          <AnswerRow key={answer.question} {...answer} />
        ))}
      </ul>
      <details className="text-sm text-ink-muted">
        <summary className="min-h-11 cursor-pointer content-center">
          {say('Fingerprint of this file (SHA-256)')}
        </summary>
        <p className="wrap-anywhere font-mono">{sha256}</p>
      </details>
    </section>
  )
}

const STATES = {
  true: { icon: CircleCheck, word: 'Good' },
  false: { icon: CircleAlert, word: 'Not good' },
  null: { icon: Info, word: 'Open' },
} as const

function AnswerRow({ question, isGood, words }: Answer) {
  const { say, known } = useWords()
  const { icon: Icon, word } = STATES[`${isGood}`]
  return (
    <li className="flex gap-3 py-3">
      <Icon aria-label={say(word)} className="mt-0.5 size-5 shrink-0" />
      <div className="min-w-0 flex-1 wrap-anywhere">
        <p className="font-medium">{known(question)}</p>
        <p className="text-ink-muted">{known(words)}</p>
      </div>
    </li>
  )
}
