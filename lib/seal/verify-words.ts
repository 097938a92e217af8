import { formatInstant } from '@/lib/dates'
import type { Chain, Verdict } from './verdict'

// What people read about a file that they had looked at: four answers, and what to do next. Pure.

export type Answer = { question: string; isGood: boolean | null; words: string }

export type VerdictWords = {
  tone: 'good' | 'bad' | 'open'
  title: string
  /** What it means, and what to do next. */
  next: string
  answers: Answer[]
}

/** Instants on this page are in UTC: it belongs to no company, and whoever reads may be anywhere. */
const inUtc = (at: Date) => `${formatInstant(at, 'UTC')} (UTC)`

const KINDS = { proposal: 'Proposal', agreement: 'Agreement', change_order: 'Change order' }

/** "Agreement 1007, version 2, of Summit Ridge Exteriors" */
function paperName({ kind, number, ordinal, version, company }: NonNullable<Verdict['known']>): string {
  return `${KINDS[kind]} ${kind === 'change_order' ? ordinal : number}, version ${version}, of ${company}`
}

const AGAIN = 'Ask whoever gave it to you for the file as it was sealed, and check that one.'

const PROBLEMS: Record<NonNullable<Verdict['problem']>, { title: string; next: string }> = {
  'too large': {
    title: 'This file is too large',
    next: 'No sealed paper is larger than 40 MB. Choose the file as you received it.',
  },
  'no PDF': {
    title: 'This file isn’t a PDF',
    next: 'Choose the PDF that came by email, or that you downloaded.',
  },
  'no seal': {
    title: 'This PDF has no seal',
    next: `A paper gets its seal once everybody has signed it. A copy that was printed, scanned or saved by another program has none. ${AGAIN}`,
  },
  'seal unreadable': {
    title: 'The seal in this file can’t be read',
    next: `The file may be damaged or cut off. ${AGAIN}`,
  },
  'another certificate': {
    title: 'This file wasn’t sealed here',
    next: 'It was signed with a certificate that isn’t one of this Plumbline. If it’s said to come from here, don’t rely on it. Ask the company that it names.',
  },
  changed: {
    title: 'This file was changed after it was sealed',
    next: `Don’t rely on it. ${AGAIN}`,
  },
  added: {
    title: 'Something was added to this file after it was sealed',
    next: `What was sealed is still in it, but what you see may be what was added: a program that saved the file does that, and so does somebody who wants to mislead. ${AGAIN}`,
  },
  'not on record': {
    title: 'This file is unchanged, but it isn’t on record',
    next: 'It was sealed by this Plumbline, and this Plumbline has no record of it. Ask the company that it names whether it has the same file.',
  },
}

const CHAIN: Record<Chain, Pick<Answer, 'isGood' | 'words'>> = {
  intact: { isGood: true, words: 'Yes. Each step is as it was written down.' },
  broken: { isGood: false, words: 'No. Something in it was changed or removed. Ask whoever runs this Plumbline.' },
  'not checked': { isGood: null, words: 'Not checked.' },
}

function sealWords({ isUnchanged, seal, problem }: Verdict): string {
  if (isUnchanged) {
    const when = seal?.at ? ` since ${inUtc(seal.at)}` : ''
    if (problem === 'added') return `What was sealed is unchanged${when}. What was added isn’t part of it.`
    return `Yes. Unchanged${when}, and sealed with a certificate of this Plumbline.`
  }
  if (problem === 'another certificate') return 'Not known. The certificate isn’t one of this Plumbline.'
  return problem === 'changed' ? 'No. It isn’t as it was when it was sealed.' : 'Not known, without a seal of ours.'
}

function wholeWords({ isWhole, problem }: Verdict): string {
  if (isWhole) return 'Yes, to its last byte.'
  return problem === 'added' ? 'No. Something stands behind what was sealed.' : 'No.'
}

/** The words for a verdict. */
export function verdictWords(verdict: Verdict): VerdictWords {
  const { isOurs, isWhole, isUnchanged, chain, problem, known } = verdict
  const answers: Answer[] = [
    {
      question: 'Was this very file sealed here?',
      isGood: isOurs,
      words: known
        ? `Yes. ${paperName(known)}, sealed ${inUtc(known.at)}.`
        : 'No. Its fingerprint isn’t on record here.',
    },
    { question: 'Does the seal cover the whole file?', isGood: isWhole, words: wholeWords(verdict) },
    { question: 'Is it unchanged, under our certificate?', isGood: isUnchanged, words: sealWords(verdict) },
    { question: 'Is the history of this paper intact?', ...CHAIN[chain] },
  ]
  if (problem) return { tone: problem === 'not on record' ? 'open' : 'bad', ...PROBLEMS[problem], answers }
  if (chain === 'broken')
    return {
      tone: 'bad',
      title: 'The file is unchanged, but its history isn’t',
      next: 'The paper is as it was sealed. What was written down about its signing has been changed since. Ask whoever runs this Plumbline.',
      answers,
    }
  return {
    tone: 'good',
    title: 'This is the paper as it was sealed',
    next: 'You can rely on this file. Keep it.',
    answers,
  }
}

/** What to know about programs that show a PDF (certificates of our own are vouched for by nobody). */
export const READER_WORDS =
  'A program such as Acrobat may say that the signer’s identity is unknown, or that the issuer isn’t trusted. That’s about who vouches for the certificate: Plumbline makes its own, unless whoever runs it brought one of an authority, and nobody else vouches for that. Whether the file was changed, the program can tell all the same, and so can this page.'
