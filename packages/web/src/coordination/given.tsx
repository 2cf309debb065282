// What may not have been given is said to be so, and never left blank.

import { useWords } from '../words.tsx'

export function Given({ value }: { value: string | null | undefined }) {
  const { t } = useWords()
  return value === null || value === undefined || value === '' ? (
    <em className="not-given">{t('given.not')}</em>
  ) : (
    <bdi>{value}</bdi>
  )
}
