/** What a file can be at most: what server/body-limit.ts lets a page have, less what goes along. */
export const MAX_FILE_BYTES = 1_000_000
export const TOO_LARGE = 'A file can have at most 1 MB. Divide it into smaller ones.'
