import 'server-only'
import { report } from '@/lib/errors'
import { plainAnswer } from '@/lib/plain-answer'
import { readPhoto } from './read-photo'

/**
 * Answers with one of a company's photos, or says why not. Who may see it, the route has asked.
 * @param name HASH, or HASH-small for lists
 * @param cacheControl who may keep it
 */
export async function answerPhoto(orgId: string, name: string, cacheControl: string): Promise<Response> {
  try {
    const photo = await readPhoto(orgId, name)
    if (!photo) return plainAnswer(404, 'No such photo.')
    if (!photo.bytes) return plainAnswer(404, 'This photo’s file is missing.')
    return new Response(new Uint8Array(photo.bytes), {
      headers: {
        'content-type': photo.contentType,
        'content-disposition': 'inline; filename="photo"',
        'cache-control': cacheControl,
      },
    })
  } catch (error) {
    const id = report(error, 'readPhoto')
    return plainAnswer(503, `Photos can’t be reached right now (error ${id}). Try again in a minute.`)
  }
}
