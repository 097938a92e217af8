import { existsSync } from 'node:fs'

/** What a release has and a clone hasn't: what it was made of. */
export const RELEASE_FILE = 'release.json'

/** Tells whether this folder is a release (tools/release/make-release.ts): built, and without what building takes. */
export const isRelease = () => existsSync(RELEASE_FILE)
