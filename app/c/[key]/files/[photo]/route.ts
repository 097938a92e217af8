import { getLinkContext } from '@/lib/customer-links/read-link'
import { shownPhotos } from '@/lib/customer-page/read-page'
import { answerPhoto } from '@/lib/files/answer-photo'
import { plainAnswer } from '@/lib/plain-answer'

type Context = { params: Promise<{ key: string; photo: string }> }

/** A photo of one of the papers that were sent to the customer. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { key, photo: name } = await params
  const context = await getLinkContext(key)
  if (!context || context.isSuspended || !(await shownPhotos(context)).has(name))
    return plainAnswer(404, 'No such photo.')
  return answerPhoto(context.org.id, name, 'no-store')
}
