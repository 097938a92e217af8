import 'server-only'
import { report } from './errors'

/**
 * An answer that downloads CSV, sent as it is made. It breaks off where the making fails or whoever asked is signed out,
 * and the browser says so: a file that ends early must not look whole.
 * @param name the file's
 * @param where for the log, if it fails
 * @param goesOn whether the session in which it was asked for goes on, asked before each chunk
 */
export function csvDownload(
  chunks: AsyncGenerator<Uint8Array>,
  name: string,
  where: string,
  goesOn: () => Promise<boolean>,
): Response {
  let isWanted = true
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next()
        const isOpen = await goesOn()
        if (!isWanted) return // broken off in the meantime
        if (!isOpen) {
          await chunks.return(undefined)
          return controller.error(new Error('The session has ended'))
        }
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        report(error, where)
        controller.error(error)
      }
    },
    async cancel() {
      isWanted = false
      await chunks.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
}
