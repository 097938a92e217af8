import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { report, UserError } from '@/lib/errors'
import { admit } from '@/lib/limits/admit'
import type { OrgContext } from '@/lib/orgs/context'
import { PaySimpleError } from '@/lib/paysimple/errors'
import type { RawAnswer } from '@/lib/paysimple/raw'
import { queueSync } from '@/lib/queue/jobs'
import { describeTestCall, requireConnection } from './describe-call'
import { recordToolPayment } from './record-tool-payment'
import { isNewPayment, mayMoveMoney } from './routes'
import { type TestCall, takesBody } from './schema'

/** The result of a call: PaySimple's answer as it came, or that there is none and whether anything was sent. */
export type TestAnswer = ({ kind: 'answered' } & RawAnswer) | { kind: 'not_sent' } | { kind: 'no_answer' }

/** Encodes a path's query. Leaves what's encoded already. */
const encodeQuery = (path: string) =>
  path
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[^\w\-.~!$&'()*,;=:@/?%+]/gu, (character) => encodeURIComponent(character))

/**
 * Sends one call of the API Test Tool with the organization's own credentials, once, and records its method, path and
 * status in the audit log, nothing of the body or the answer. Records a call that may change something before sending
 * it too, with its amount and account, so that it leaves a trace whatever happens next. A payment that it makes is listed
 * as made with the tool.
 * @throws UserError while the integration isn't active, when a change wasn't confirmed, what it moves can't be read, or
 *   there were too many; PasswordNeeded for a change, unless the password was given within the last minutes
 */
export async function sendTestCall(
  context: OrgContext,
  { method, path, body, confirmed }: TestCall & { confirmed: boolean },
): Promise<TestAnswer> {
  if (method !== 'GET' && !confirmed) throw new UserError('This call changes something in PaySimple. Confirm it first.')
  const orgId = context.org.id
  const subject = `${method} ${path.replace(/\?.*/s, '')}`
  const note = (detail: string) =>
    forOrg(orgId, (tx) => recordAudit(tx, context, { action: 'api_test_call', subject, detail }))

  const effect = method === 'GET' ? [] : await describeTestCall(context, { method, path, body })
  const connection = await requireConnection(orgId)
  const nothing = 'Nothing was sent, and what you typed is still here.'
  if (mayMoveMoney(method, path)) await admit(context, 'moving test call', {}, { nothing })
  else await admit(context, 'test call', {}, { nothing })
  const { raw } = connection.paysimple
  const call = { method, path: encodeQuery(path), body: takesBody(method) ? body.trim() : undefined }
  if (method === 'GET') {
    const answer = await ask(() => raw(call))
    await note(describe(answer))
    return answer
  }
  await note(['Sent', ...effect].join('. '))
  const answer = await ask(() => raw(call))
  // The answer must reach the user even if this fails. The audit log already has that it was sent.
  const record = async () => {
    await note(describe(answer))
    if (isNewPayment(method, path) && answer.kind === 'answered')
      await recordToolPayment(context, connection.merchantKey, answer)
    if (mayMoveMoney(method, path)) await forOrg(orgId, (tx) => queueSync(tx, orgId, { inMs: 0 }))
  }
  await record().catch((error) => report(error, 'sendTestCall'))
  return answer
}

async function ask(send: () => Promise<RawAnswer>): Promise<TestAnswer> {
  try {
    return { kind: 'answered', ...(await send()) }
  } catch (error) {
    if (!(error instanceof PaySimpleError)) throw error
    return { kind: error.kind === 'not_sent' ? 'not_sent' : 'no_answer' }
  }
}

function describe(answer: TestAnswer): string {
  if (answer.kind === 'answered') return `Answered ${answer.status}`
  return answer.kind === 'not_sent' ? 'Not sent, couldn’t reach PaySimple' : 'No answer'
}
