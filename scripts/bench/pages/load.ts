import http from 'node:http'

export type Load = { requests: number; seconds: number; firstByteMs: number[] }

/** Asks for a page again and again, at `connections` at a time, for `seconds`. @throws on an answer other than 200 */
export async function load(url: string, cookie: string, seconds: number, connections = 10): Promise<Load> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  const begun = performance.now()
  const end = begun + seconds * 1000
  const firstByteMs: number[] = []
  const one = async () => {
    while (performance.now() < end) firstByteMs.push(await get(url, cookie, agent))
  }
  await Promise.all(Array.from({ length: connections }, one))
  agent.destroy()
  return { requests: firstByteMs.length, seconds: (performance.now() - begun) / 1000, firstByteMs }
}

/** @returns milliseconds until the first byte, once the whole answer is there */
export const get = (url: string, cookie: string, agent: http.Agent): Promise<number> =>
  new Promise((resolve, reject) => {
    const begun = performance.now()
    const request = http.get(url, { agent, headers: cookie ? { cookie } : {} }, (response) => {
      const first = performance.now() - begun
      if (response.statusCode !== 200) return reject(new Error(`${url} answered ${response.statusCode}.`))
      response
        .resume()
        .on('end', () => resolve(first))
        .on('error', reject)
    })
    request.on('error', reject)
  })

/** Opens so many server-sent streams, and reads them. @returns what closes them */
export async function openStreams(url: string, cookie: string, count: number): Promise<{ close: () => void }> {
  const open: http.ClientRequest[] = []
  for (let at = 0; at < count; at++)
    await new Promise<void>((resolve, reject) => {
      const request = http.get(url, { agent: false, headers: { cookie } }, (response) => {
        if (response.statusCode !== 200) return reject(new Error(`${url} answered ${response.statusCode}.`))
        response.on('error', () => {}).on('data', () => resolve())
      })
      open.push(request.on('error', reject))
    })
  return {
    close: () => {
      for (const request of open) request.destroy()
    },
  }
}
