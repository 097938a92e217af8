import type { Permission } from '@/lib/orgs/roles'
import type { ForeignRecords } from './foreign'

// What e2e/uploads.spec.ts knows of each route that takes a file.

/** A file that is neither one of the pictures that are taken nor text. */
const GIF = new Blob(['GIF89a\0'], { type: 'image/png' })

type UploadRule = { permission: Permission; parts: (foreign: ForeignRecords) => Record<string, string | Blob> }

/** Routes that take a file from anybody, signed in or not. */
export const OUTSIDE_UPLOADS = ['/verify/file']

/** The permission that each asks for, written down a second time, and what it takes. */
export const UPLOAD_RULES: Record<string, UploadRule> = {
  '/orgs/[org]/logo': { permission: 'company:manage', parts: () => ({ image: GIF, seen: '' }) },
  '/orgs/[org]/files': {
    permission: 'records:write',
    parts: ({ jobNumber }) => ({ image: GIF, jobNumber: String(jobNumber), name: 'roof.gif' }),
  },
  '/orgs/[org]/price-book/preview': {
    permission: 'prices:manage',
    parts: () => ({ file: GIF, columns: '', hasHeadings: 'yes' }),
  },
  '/orgs/[org]/price-book/import': {
    permission: 'prices:manage',
    parts: () => ({ file: GIF, columns: '', hasHeadings: 'yes', fingerprint: 'ab'.repeat(32) }),
  },
}
