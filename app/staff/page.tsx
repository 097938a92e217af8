import { redirect } from 'next/navigation'
import { requireStaff } from '@/lib/staff/require-staff'

export default async function StaffPage() {
  await requireStaff()
  redirect('/staff/orgs')
}
