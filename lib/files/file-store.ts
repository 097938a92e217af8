/** Where files are kept. A file's key has the hash of its bytes (store.ts). */
export type FileStore = {
  /** Keeps a file for good, once this resolves. */
  put: (key: string, bytes: Uint8Array) => Promise<void>
  /** A file's bytes, or null where there is none. @throws where that can't be known */
  get: (key: string) => Promise<Buffer | null>
}
