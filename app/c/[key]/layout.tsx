import { LayoutLive } from '@/components/refresh-live'
import { getLinkContext } from '@/lib/customer-links/read-link'

/** What is around a customer's pages: their one connection for live updates, once the link is open. */
export default async function LinkLayout({ children, params }: LayoutProps<'/c/[key]'>) {
  const context = await getLinkContext((await params).key)
  return context && !context.isSuspended ? <LayoutLive of={`link-${context.link.id}`}>{children}</LayoutLive> : children
}
