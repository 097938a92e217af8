// Runs before anything else of ours in the browser. Under `require-trusted-types-for 'script'` (server/headers.ts) no
// script may write HTML into the page, load another script or run text, unless the one policy of this name lets it. It
// lets Next load the build's own files, and React make an empty script element.
const EMPTY = '<script></script>'
const OURS = '/_next/static/'

type Trusting = { createPolicy: (name: 'default', rules: Record<string, (text: string) => string | null>) => void }

const { trustedTypes } = window as { trustedTypes?: Trusting }
trustedTypes?.createPolicy('default', {
  createHTML: (html) => (html === EMPTY ? html : null),
  createScriptURL: (url) => {
    const { origin, pathname } = new URL(url, location.href)
    return origin === location.origin && pathname.startsWith(OURS) ? url : null
  },
})

// zod would try at its first use whether it may make functions of texts. It may not, and needn't report it.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
