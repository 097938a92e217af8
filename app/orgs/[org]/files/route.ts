import { addPhoto, addPhotoSchema } from '@/lib/files/add-photo'
import { orgUpload } from '@/lib/orgs/upload'

/** Adds a photo (components/documents/photo-picker.tsx sends it). */
export const POST = orgUpload('addPhoto', 'records:write', addPhotoSchema, addPhoto)
