import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import { text } from '@/lib/contact'
import { forOrg, type Tx } from '@/lib/db'
import { report, UserError } from '@/lib/errors'
import { admit } from '@/lib/limits/admit'
import type { OrgContext } from '@/lib/orgs/context'
import { makePhoto, type Photo } from './photo'
import { MAX_PHOTO_NAME, MOST_STORED } from './photo-rules'
import { putFile } from './store'

/** The parts of the form. `name` is the file's, as photoName (photo-rules.ts) makes it. */
export const addPhotoSchema = z.object({
  image: z.instanceof(Blob, { error: 'Choose a photo.' }),
  jobNumber: z.coerce.number<string>().int().positive().max(2_147_483_647),
  name: text().max(MAX_PHOTO_NAME).default(''),
})

/** A photo as documents name it: by the SHA-256 of its JPEG, with its size in pixels. */
export type AddedPhoto = { hash: string; width: number; height: number }

const NOTHING = 'This photo wasn’t added.'
const GIGABYTE = 1024 ** 3

async function requireJob(tx: Tx, orgId: string, number: number): Promise<void> {
  const found = await tx.job.findUnique({ where: { orgId_number: { orgId, number } }, select: { id: true } })
  if (!found) throw new UserError(`This job no longer exists. ${NOTHING}`)
}

/** @throws UserError where the company has no room for so many bytes more */
async function requireRoom(tx: Tx, { id, limitFactor }: OrgContext['org'], bytes: number): Promise<void> {
  const [row] = await tx.$queryRaw<{ used: number }[]>`
    select coalesce(sum(bytes::bigint + small_bytes), 0)::float8 as used from stored_file where org_id = ${id}::uuid`
  const most = MOST_STORED * limitFactor
  if ((row?.used ?? 0) + bytes <= most) return
  throw new UserError(`Your company’s photos fill its ${most / GIGABYTE} GB. Ask Plumbline for more room. ${NOTHING}`)
}

async function put(orgId: string, { jpeg, small }: Photo): Promise<void> {
  try {
    // One after the other: where only the first is kept, the next try brings the second.
    await putFile(orgId, jpeg)
    await putFile(orgId, small.webp)
  } catch (error) {
    const id = report(error, 'addPhoto')
    throw new UserError(`Photos can’t be stored right now (error ${id}). ${NOTHING} Try again in a minute.`)
  }
}

/**
 * Makes a photo of a file and keeps it. The same file again gives the same photo, and brings its bytes back where they were
 * lost.
 * @throws UserError where it can't be one (photo.ts), a limit is met, or it can't be stored
 */
export async function addPhoto(
  context: OrgContext,
  { image, jobNumber, name }: z.output<typeof addPhotoSchema>,
): Promise<AddedPhoto> {
  const { org, user } = context
  await admit(context, 'photo', { jobNumber }, { nothing: NOTHING, field: 'image' })
  await forOrg(org.id, (tx) => requireJob(tx, org.id, jobNumber))
  const photo = await makePhoto(new Uint8Array(await image.arrayBuffer()))
  const { sha256, width, height, jpeg, small } = photo
  const sizes = { bytes: jpeg.length, smallBytes: small.webp.length }
  await forOrg(org.id, (tx) => requireRoom(tx, org, sizes.bytes + sizes.smallBytes))
  await put(org.id, photo)
  await forOrg(org.id, async (tx) => {
    const { count } = await tx.storedFile.createMany({
      data: [
        {
          ...{ orgId: org.id, sha256, kind: 'photo', contentType: 'image/jpeg', width, height, name },
          ...{ ...sizes, smallSha256: small.sha256, createdById: user.id, createdByName: user.name },
        },
      ],
      skipDuplicates: true,
    })
    if (count === 1) await recordAudit(tx, context, { action: 'photo_added', subject: `Job ${jobNumber}` })
  })
  return { hash: sha256, width, height }
}
