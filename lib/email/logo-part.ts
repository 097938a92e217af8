// A company's logo in an email: a part of the message that its HTML names, so that nothing is loaded from anywhere and nobody
// learns who opens it when. Pure.

/** The part of a message with the picture of this hash. */
export const logoCid = (hash: string): string => `${hash}@logo.plumbline`

const NAMED = /\bcid:([0-9a-f]{32})@logo\.plumbline\b/g

/** The hashes of the logos that an email's HTML names, each once. */
export const logosIn = (html: string): string[] => [
  ...new Set(Array.from(html.matchAll(NAMED), ([, hash = '']) => hash)),
]

/** The HTML as a page shows it that has no parts: with the pictures (PNG) in it. One that isn't there is left out. */
export const withLogos = (html: string, pictures: ReadonlyMap<string, Uint8Array>): string =>
  html.replace(NAMED, (_, hash: string) => {
    const png = pictures.get(hash)
    return `data:image/png;base64,${png ? Buffer.from(png).toString('base64') : ''}`
  })
