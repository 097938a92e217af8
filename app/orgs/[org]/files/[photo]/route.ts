import { report } from '@/lib/errors'
import { readPhoto } from '@/lib/files/read-photo'
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
  try {
    const photo = await readPhoto(context.org.id, name)
    if (!photo) return plainAnswer(404, 'No such photo.')
    if (!photo.bytes) return plainAnswer(404, 'This photo’s file is missing.')
    return new Response(new Uint8Array(photo.bytes), {
      headers: {
        'content-type': photo.contentType,
        'content-disposition': 'inline; filename="photo"',
        'cache-control': 'private, max-age=31536000, immutable',
      },
    })
  } catch (error) {
    const id = report(error, 'readPhoto')
    return plainAnswer(503, `Photos can’t be reached right now (error ${id}). Try again in a minute.`)
  }
}
