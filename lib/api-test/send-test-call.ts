import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { report, UserError } from '@/lib/errors'
import { connectPaySimple } from '@/lib/integration/integration'
import type { OrgContext } from '@/lib/orgs/context'
import { PaySimpleError } from '@/lib/paysimple/errors'
import type { RawAnswer } from '@/lib/paysimple/raw'
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
 * it too, so that it leaves a trace whatever happens next.
 * @throws UserError while the integration isn't active, or when a change wasn't confirmed
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

  const integration = await forOrg(orgId, (tx) => connectPaySimple(tx, orgId))
  if (!integration) throw new UserError('PaySimple isn’t connected. Enter the credentials on the Integration tab.')
  const { raw } = integration.paysimple
  const call = { method, path: encodeQuery(path), body: takesBody(method) ? body.trim() : undefined }
  if (method === 'GET') {
    const answer = await ask(() => raw(call))
    await note(describe(answer))
    return answer
  }
  await note('Sent')
  const answer = await ask(() => raw(call))
  // The answer must reach the user even if this fails. The audit log already has that it was sent.
  await note(describe(answer)).catch((error) => report(error, 'sendTestCall'))
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
