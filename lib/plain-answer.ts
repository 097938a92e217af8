/** An answer in plain words, which nobody keeps: why somebody doesn't get what they asked for. */
export const plainAnswer = (status: number, words: string): Response =>
  new Response(words, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
