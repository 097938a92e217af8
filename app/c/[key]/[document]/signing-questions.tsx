'use client'

import { useId } from 'react'
import { useWords } from '@/components/words'

/** What the right to cancel depends on where the job is. */
export type Questions = { isSixtyFive: boolean; isDisasterRepair: boolean }
export type Answers = Partial<Questions>

const ASKED = {
  isSixtyFive: {
    question: 'Are you 65 or older, or is another owner of the home?',
    why: 'You then have more days to cancel. Nobody asks for your birthday.',
  },
  isDisasterRepair: {
    question: 'Is this work to repair damage from a disaster, such as an earthquake, a flood or a fire?',
    why: 'You then have more days to cancel.',
  },
} as const
const NAMES = ['isSixtyFive', 'isDisasterRepair'] as const

/** Why it can't be signed yet, and the question that is open; null once all that is asked is answered. */
export function unanswered(questions: Questions, answers: Answers) {
  const name = NAMES.find((each) => questions[each] && answers[each] === undefined)
  return name
    ? ({ name, why: 'Answer the questions above your signature first: they say how long you may cancel.' } as const)
    : null
}

/** Goes to where a question is answered: on a phone it's a screen or more above the button. */
export const focusQuestion = (name: keyof Questions) =>
  document.querySelector<HTMLInputElement>(`input[data-asks=${name}]`)?.focus()

type Props = {
  questions: Questions
  answers: Answers
  /** Whether somebody tried to sign before all was answered. */
  isMissing: boolean
  onAnswer: (answers: Answers) => void
}

/** Before the signature: what makes the right to cancel longer, yes or no. Shows nothing where nothing is asked. */
export function SigningQuestions({ questions, answers, isMissing, onAnswer }: Props) {
  const prefix = useId()
  const { say } = useWords()
  return NAMES.filter((name) => questions[name]).map((name) => (
    <fieldset key={name} className="flex flex-wrap gap-3" aria-describedby={`${prefix}-${name}`}>
      <legend className="mb-1 max-w-prose font-medium">{say(ASKED[name].question)}</legend>
      <p id={`${prefix}-${name}`} className="basis-full text-sm text-ink-muted">
        {say(ASKED[name].why)}
      </p>
      {isMissing && answers[name] === undefined && (
        <p className="basis-full text-sm font-medium text-danger">{say('Choose yes or no.')}</p>
      )}
      {([true, false] as const).map((answer) => (
        <label
          key={String(answer)}
          className="flex min-h-11 items-center gap-3 rounded-lg border px-4 py-2 has-checked:border-accent"
        >
          <input
            type="radio"
            name={`${prefix}-${name}`}
            data-asks={name}
            className="size-5"
            checked={answers[name] === answer}
            onChange={() => onAnswer({ ...answers, [name]: answer })}
          />
          {say(answer ? 'Yes' : 'No')}
        </label>
      ))}
    </fieldset>
  ))
}
