import { answerPhoto } from '@/lib/files/answer-photo'
import { getOrgContext } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { plainAnswer } from '@/lib/plain-answer'

type Context = { params: Promise<{ org: string; photo: string }> }

/**
 * A company's photo for its members: HASH, or HASH-small for lists. Its address has the hash of its bytes, so a browser may
 * keep it for good.
 */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { org: slug, photo: name } = await params
  const context = await getOrgContext(slug)
  if (!context || !can(context.role, 'records:read')) return plainAnswer(404, 'No such photo.')
  return answerPhoto(context.org.id, name, 'private, max-age=31536000, immutable')
}
