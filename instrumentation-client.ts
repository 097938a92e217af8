// Runs before anything else of ours in the browser.
import { noteEarlyPress } from '@/components/early-press'
import { guardTranslation } from '@/components/translation-guard'

declare global {
  var trustedTypes:
    | { createPolicy: (name: 'default', rules: { createScriptURL: (url: string) => string | null }) => void }
    | undefined
  var __zod_globalConfig: { jitless: boolean }
}

// Under `require-trusted-types-for 'script'` (server/headers.ts) no script may write HTML into the page, load another
// script or run text, unless the one policy of this name lets it. It lets Next load what is ours below this path, and
// nothing else: whatever "/../" makes of it is of our own origin, where nothing else is served as a script.
self.trustedTypes?.createPolicy('default', {
  createScriptURL: (url) => (url.startsWith('/_next/static/') ? url : null),
})

// With its first schema zod would try whether it may make functions of texts. It may not, and needn't report it.
self.__zod_globalConfig = { jitless: true }

guardTranslation()
noteEarlyPress()
