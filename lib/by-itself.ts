/**
 * The header of what a page asks by itself while nobody uses it: after a change elsewhere, or to be up to date
 * (components/activity.ts). It doesn't keep a session from ending.
 */
export const BY_ITSELF = 'x-by-itself'
