import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { report, UserError } from '@/lib/errors'
import { connectPaySimple } from '@/lib/integration/integration'
import type { OrgContext } from '@/lib/orgs/context'
import { PaySimpleError } from '@/lib/paysimple/errors'
import type { RawAnswer } from '@/lib/paysimple/raw'
import { type TestCall, takesBody } from './schema'

/** What came of a call: PaySimple's answer as it came, or that there is none, and whether anything was sent. */
export type TestAnswer = ({ kind: 'answered' } & RawAnswer) | { kind: 'not_sent' } | { kind: 'no_answer' }

/** A path's query as it travels: what a person typed plainly is encoded, what is encoded already stays. */
const encodeQuery = (path: string) =>
  path
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[^\w\-.~!$&'()*,;=:@/?%+]/gu, (character) => encodeURIComponent(character))

/**
 * Sends one call of the API Test Tool with the organization's own credentials, once, and notes it in the audit log by
 * method, path and status. Nothing of the body or the answer is kept. A call that may change something is noted before
 * it is sent, too: it leaves a trace whatever happens next.
 * @throws UserError while the integration is not active, or when a change was not confirmed
 */
export async function sendTestCall(
  context: OrgContext,
  { method, path, body, confirmed }: TestCall & { confirmed: boolean },
): Promise<TestAnswer> {
  if (method !== 'GET' && !confirmed) throw new UserError('This call changes something at PaySimple: confirm it first.')
  const orgId = context.org.id
  const subject = `${method} ${path.replace(/\?.*/s, '')}`
  const note = (detail: string) =>
    forOrg(orgId, (tx) => recordAudit(tx, context, { action: 'api_test_call', subject, detail }))

  const integration = await forOrg(orgId, (tx) => connectPaySimple(tx, orgId))
  if (!integration)
    throw new UserError('PaySimple is not connected any more. Enter the credentials on the Integration tab.')
  const { raw } = integration.paysimple
  const call = { method, path: encodeQuery(path), body: takesBody(method) ? body.trim() : undefined }
  if (method === 'GET') {
    const answer = await ask(() => raw(call))
    await note(describe(answer))
    return answer
  }
  await note('Sent')
  const answer = await ask(() => raw(call))
  // What was answered must reach the person who sent it; that it was sent is noted already.
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
  return answer.kind === 'not_sent' ? 'Not sent, PaySimple could not be reached' : 'No answer'
}
