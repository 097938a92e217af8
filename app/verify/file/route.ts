import { outsideUpload } from '@/lib/orgs/upload'
import { admitVerify, verifySchema, verifyUpload } from '@/lib/seal/verify-upload'

/** Looks at a file that anybody may send (verify-file.tsx sends it). */
export const POST = outsideUpload('verifyFile', verifySchema, admitVerify, verifyUpload)
