import 'server-only'
import { forOrg } from '@/lib/db'
import { getFile } from './store'

const NAME = /^([0-9a-f]{64})(-small)?$/

/** `bytes` is null where its file is gone or isn't what it was. */
export type StoredPhoto = { contentType: string; bytes: Buffer | null }

/**
 * A company's photo.
 * @param name its hash for the JPEG, or the hash and "-small" for the WebP of at most 480 pixels a side
 * @returns null where the company has no such photo
 * @throws where the files can't be reached
 */
export async function readPhoto(orgId: string, name: string): Promise<StoredPhoto | null> {
  const [, sha256, small] = NAME.exec(name) ?? []
  if (!sha256) return null
  const found = await forOrg(orgId, (tx) =>
    tx.storedFile.findUnique({
      where: { orgId_sha256: { orgId, sha256 } },
      select: { contentType: true, smallSha256: true },
    }),
  )
  if (!found) return null
  return small
    ? { contentType: 'image/webp', bytes: await getFile(orgId, found.smallSha256) }
    : { contentType: found.contentType, bytes: await getFile(orgId, sha256) }
}
