import type { Refusal } from '@/lib/orgs/action'
import type { DocumentContent } from '../content'
import { same } from '../merge'

// When a draft is saved by itself, and what is said of it. Knows no browser and no clock: both are handed in.

/** What came of a save: see lib/documents/save-draft.ts. Null: no answer, so nobody knows whether it was saved. */
export type SaveAnswer =
  | { saved: true; version: number }
  | { saved: false; version: number; content: DocumentContent }
  | { refused: Refusal }
  | null

export type SaveStatus =
  | { is: 'saved' }
  /** Typed, and on its way soon. */
  | { is: 'saving' }
  /** There was no answer. It is tried again by itself. */
  | { is: 'retrying' }
  | { is: 'refused'; refusal: Refusal }

/** Milliseconds after the last change, and at the most after the first one that isn't saved. */
export const SAVE_AFTER = 700
export const SAVE_WITHIN = 5_000
const PAUSES = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000]

type Options = {
  /** What is stored, and how often it was saved. */
  version: number
  stored: DocumentContent
  send: (version: number, content: DocumentContent) => Promise<SaveAnswer>
  /** What is on the screen now. */
  current: () => DocumentContent
  /**
   * Somebody else has saved: takes it into what is on the screen. `sent` are one's own saves that had no answer, which
   * theirs may be based on.
   */
  takeIn: (base: DocumentContent, theirs: DocumentContent, sent: readonly DocumentContent[]) => void
  /** Runs something later, unless what it returns is called first. */
  after: (ms: number, run: () => void) => () => void
  now: () => number
  onStatus: (status: SaveStatus) => void
}

export type Autosave = ReturnType<typeof createAutosave>

/** Saves a draft as somebody types: one request at a time, and again until there is an answer. */
export function createAutosave({ send, current, takeIn, after, now, onStatus, ...start }: Options) {
  let { version, stored } = start
  let status: SaveStatus = { is: 'saved' }
  let isSending = false
  /** Saves without an answer: what is stored may be one of them. */
  let unsure: DocumentContent[] = []
  let tries = 0
  let dirtySince: number | null = null
  let cancel = () => {}
  let waiting: ((isSaved: boolean) => void)[] = []

  const isDirty = () => unsure.length > 0 || !same(stored, current())
  const say = (next: SaveStatus) => {
    if (next.is === 'saved') dirtySince = null
    if (next.is !== 'saving') for (const settle of waiting.splice(0)) settle(next.is === 'saved')
    if (next.is === status.is && next.is !== 'refused') return
    status = next
    onStatus(status)
  }
  const later = (ms: number) => {
    cancel()
    cancel = after(ms, () => void save())
  }

  async function save(): Promise<void> {
    cancel()
    if (isSending) return
    if (!isDirty()) return say({ is: 'saved' })
    if (status.is !== 'retrying') say({ is: 'saving' })
    const sent = current()
    isSending = true
    const answer = await send(version, sent).catch(() => null)
    isSending = false
    if (answer === null) {
      unsure.push(sent)
      later(PAUSES[Math.min(tries++, PAUSES.length - 1)] ?? 0)
      return say({ is: 'retrying' })
    }
    tries = 0
    if ('refused' in answer) return say({ is: 'refused', refusal: answer.refused })
    const lost = unsure
    unsure = []
    const base = stored
    ;({ version } = answer)
    if (!answer.saved) {
      stored = answer.content
      takeIn(base, stored, lost)
      return save()
    }
    stored = sent
    if (!isDirty()) return say({ is: 'saved' })
    say({ is: 'saving' })
    dirtySince = now()
    if (waiting.length > 0) return save()
    later(SAVE_AFTER)
  }

  return {
    /** What is on the screen has changed. */
    changed(): void {
      if (isSending) return
      if (!isDirty()) {
        cancel()
        say({ is: 'saved' })
        return
      }
      if (status.is === 'retrying') return
      dirtySince ??= now()
      say({ is: 'saving' })
      later(Math.max(0, Math.min(SAVE_AFTER, dirtySince + SAVE_WITHIN - now())))
    },
    /** Saves at once. @returns whether all of it is saved; a save without an answer goes on by itself */
    flush(): Promise<boolean> {
      if (!isSending && !isDirty()) return Promise.resolve(true)
      return new Promise((settle) => {
        waiting.push(settle)
        void save()
      })
    },
    /** A field was left: what waits is saved at once. What was refused isn't sent again unchanged. */
    left(): void {
      if (status.is === 'saving') void save()
    },
    status: () => status,
    /** What is stored is newer than what this began with, and what is on the screen has it already. */
    learn(newer: number, content: DocumentContent): void {
      version = newer
      stored = content
    },
    /** What is stored, as far as is known. */
    known: () => ({ version, stored }),
    stop(): void {
      cancel()
      waiting = []
    },
  }
}
