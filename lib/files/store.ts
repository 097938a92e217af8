import 'server-only'
import { env } from '@/lib/env'
import { bucketOf } from '@/lib/environment/files'
import { log } from '@/lib/log'
import { isUuid } from '@/lib/typed-text'
import type { FileStore } from './file-store'
import { folderStore } from './folder'
import { s3Store } from './s3'
import { isSha256, sha256Of } from './sha256'

// Where files are kept: in a folder that all apps and workers share, or in a bucket. A file's key has the hash of its bytes,
// so that to put one again changes nothing, and none is ever another one.

/** @throws where one of them would lead elsewhere */
function keyOf(orgId: string, sha256: string): string {
  if (!isUuid(orgId) || !isSha256(sha256)) throw new Error('No file has such a key.')
  return `${orgId.toLowerCase()}/${sha256}`
}

function store(): FileStore {
  const { FILES_URL, FILES_DIR, FILES_KEY_ID = '', FILES_SECRET = '' } = env()
  return FILES_URL
    ? s3Store({ ...bucketOf(FILES_URL), keyId: FILES_KEY_ID, secret: FILES_SECRET })
    : folderStore(FILES_DIR)
}

/** Keeps a company's file. Again it does no harm. @returns its SHA-256 @throws where it can't be kept */
export async function putFile(orgId: string, bytes: Uint8Array): Promise<string> {
  const sha256 = sha256Of(bytes)
  await store().put(keyOf(orgId, sha256), bytes)
  return sha256
}

/**
 * A company's file by its SHA-256, exactly as it was put there.
 * @returns null where it is gone or isn't what it was, which the log says
 * @throws where the folder or bucket can't be reached
 */
export async function getFile(orgId: string, sha256: string): Promise<Buffer | null> {
  const bytes = await store().get(keyOf(orgId, sha256))
  if (bytes && sha256Of(bytes) === sha256) return bytes
  log.error({ event: bytes ? 'file_changed' : 'file_missing', orgId, sha256 }, 'A stored file can’t be used')
  return null
}
