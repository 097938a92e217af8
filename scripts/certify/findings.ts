import type { Reply } from './conversation'

/** What came of an exercise, in the words of the document where they fit. */
export type Finding =
  | { verdict: 'passed' | 'failed'; actual: string[] }
  /** What it needs has not happened yet; `on` is the day (YYYY-MM-DD) from which it may have. */
  | { verdict: 'come back'; actual: string[]; on: string }

const finding = (passed: boolean, actual: string[]): Finding => ({ verdict: passed ? 'passed' : 'failed', actual })

/** The first line of an answer as the document writes it, messages included. */
function firstLine({ statusLine, messages }: Reply): string {
  const parts = messages.map(
    ({ Field, Message }) => `{"Field": ${JSON.stringify(Field)}, "Message": ${JSON.stringify(Message)}}`,
  )
  return [statusLine, ...parts].join(' - ')
}

const statusOf = ({ response }: Reply) => (typeof response.Status === 'string' ? [`Status = “${response.Status}”`] : [])

/** 201 with a new Id, and the Status when one is expected. */
export function created(reply: Reply, status?: string): Finding {
  const right = reply.status === 201 && idOf(reply) !== null && (!status || reply.response.Status === status)
  return finding(right, [firstLine(reply), ...statusOf(reply)])
}

/** 400 with this message and no other. A Field that is null or left out is an empty one. */
export function refused(reply: Reply, field: string, message: string): Finding {
  const [only, ...others] = reply.messages
  const right = reply.status === 400 && others.length === 0 && only?.Field === field && only.Message === message
  return finding(right, [firstLine(reply)])
}

export function voided(reply: Reply): Finding {
  return finding(reply.status === 200 && reply.response.Status === 'Voided', [firstLine(reply), ...statusOf(reply)])
}

/**
 * 200 with a new payment of this Status that names the original. The exercise calls the member PaymentId; the chapter
 * on refunds, and the answers, call it ReferenceId.
 */
export function refunded(reply: Reply, status: string, originalId: number): Finding {
  const { ReferenceId, PaymentId, Status } = reply.response
  const id = idOf(reply)
  const right =
    reply.status === 200 &&
    Status === status &&
    Number(ReferenceId ?? PaymentId) === originalId &&
    id !== null &&
    id !== originalId
  return finding(right, [
    firstLine(reply),
    ...(typeof Status === 'string'
      ? [`Status = “${Status}”, ReferenceId = ${String(ReferenceId)}; the original payment is ${originalId}`]
      : []),
  ])
}

/** The Id of the object in an answer, or null. */
export function idOf({ response }: Reply): number | null {
  const id = Number(response.Id)
  return Number.isSafeInteger(id) && id > 0 ? id : null
}
