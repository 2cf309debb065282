// The pages of a pause. Links, not tabs: each has an address of its own.

import { addressOf, linkTo } from '../coordination/place.ts'
import { useWords } from '../words.tsx'

const pages = ['answer', 'now', 'frontier'] as const
export type PageName = (typeof pages)[number]

export function pageAsked(): PageName {
  const asked = new URL(location.href).searchParams.get('page')
  return pages.find((page) => page === asked) ?? 'answer'
}

export function Pages({ pause, isCoordinated }: { pause: string; isCoordinated: boolean }) {
  const { t } = useWords()
  const now = pageAsked()
  return (
    <nav aria-label={t('nav.label')} className="pages">
      {isCoordinated && <a {...linkTo({ pause, page: undefined })}>{t('nav.coordination')}</a>}
      {pages.map((page) => (
        <a
          key={page}
          href={addressOf({ pause, page: page !== 'answer' ? page : isCoordinated ? 'plan' : undefined })}
          aria-current={page === now ? 'page' : undefined}
        >
          {t(`nav.${page}`)}
        </a>
      ))}
    </nav>
  )
}
