import type { ActionResult } from '@/lib/orgs/action'
import { NEW_VERSION } from './answer-of'
import { ownHeaders } from './drawn-for'

type Options = {
  /** Told how much has been sent, from 0 to 1. */
  onSent?: (share: number) => void
  signal?: AbortSignal
}

function answerIn({ status, response }: XMLHttpRequest): unknown {
  // The server doesn't know the route, so nothing was done.
  if (status === 404 || status === 405) return { ok: false, message: NEW_VERSION, newVersion: true }
  if (status === 413)
    return { ok: false, message: 'This file is larger than Plumbline takes. Make it smaller and try again.' }
  return status === 200 ? response : null
}

/**
 * Sends a form with a file to a route that `orgUpload` (lib/orgs/upload.ts) made. Called through answerOf, as an action is.
 * Not by `fetch`, which can't tell how much has been sent.
 * @returns what the route answered
 * @throws where there was no answer of ours, or `signal` ended it
 */
export function upload<T>(
  path: string,
  parts: Record<string, string | Blob>,
  { onSent, signal }: Options = {},
): Promise<ActionResult<T>> {
  const form = new FormData()
  for (const [name, value] of Object.entries(parts)) form.set(name, value)
  const request = new XMLHttpRequest()
  request.open('POST', path)
  request.responseType = 'json'
  for (const [name, value] of ownHeaders()) request.setRequestHeader(name, value)
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error('No answer'))
    request.onload = () => {
      const answer = answerIn(request)
      if (answer) resolve(answer as ActionResult<T>)
      else fail()
    }
    request.onerror = fail
    request.onabort = fail
    request.upload.onprogress = ({ loaded, total }) => onSent?.(total === 0 ? 0 : loaded / total)
    signal?.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}
