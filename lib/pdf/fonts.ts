import 'server-only'
import { readFileSync } from 'node:fs'
import path from 'node:path'

// The fonts of every paper come with the packages, never from the machine: the same data makes the same bytes everywhere.
// Geist has Latin, Vietnamese and Cyrillic letters; Noto Sans steps in for Greek and more.

const GEIST = ['Regular', 'Italic', 'Medium', 'SemiBold', 'SemiBoldItalic'].map(
  (style) => `geist/dist/fonts/geist-sans/Geist-${style}.ttf`,
)
const NOTO = ['400Regular/NotoSans_400Regular', '600SemiBold/NotoSans_600SemiBold'].map(
  (style) => `@expo-google-fonts/noto-sans/${style}.ttf`,
)

/** Reads the fonts. A clone and a release have their packages in the folder that they run in. */
export const readFonts = (): Buffer[] =>
  [...GEIST, ...NOTO].map((file) => readFileSync(path.join(process.cwd(), 'node_modules', file)))
