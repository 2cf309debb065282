// The pages of a pause. Links, not tabs: each has an address of its own.

import { useWords } from '../words.tsx'

const pages = ['answer', 'now', 'frontier'] as const
export type PageName = (typeof pages)[number]

export function pageAsked(): PageName {
  const asked = new URL(location.href).searchParams.get('page')
  return pages.find((page) => page === asked) ?? 'answer'
}

export function Pages({ pause }: { pause: string }) {
  const { t } = useWords()
  const now = pageAsked()
  return (
    <nav aria-label={t('nav.label')} className="pages">
      {pages.map((page) => (
        <a key={page} href={addressOf(pause, page)} aria-current={page === now ? 'page' : undefined}>
          {t(`nav.${page}`)}
        </a>
      ))}
    </nav>
  )
}

function addressOf(pause: string, page: PageName): string {
  const address = new URL(location.href)
  address.searchParams.set('pause', pause)
  if (page === 'answer') address.searchParams.delete('page')
  else address.searchParams.set('page', page)
  address.hash = ''
  return address.pathname + address.search
}
