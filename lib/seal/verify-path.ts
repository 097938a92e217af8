import type { Language } from '@/lib/language/language'

/** Where anybody has a sealed paper checked, as somebody reads it. Pure. */
export const verifyPath = (language: Language): string => `/verify?language=${language}`
