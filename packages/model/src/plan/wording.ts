// What stands beside every probability, wherever one is shown.

import type { Language } from '../languages.ts'

export const standingWording: Readonly<Record<Language, string>> = {
  en: 'If the terms are kept and delays are as assumed; it is not the chance of being safe.',
  fr: 'Si les termes sont respectés et les retards tels que supposés ; ce n’est pas la probabilité d’être en sécurité.',
  ar: 'إذا احتُرمت الشروط وكانت التأخيرات كما افتُرضت؛ وليس هذا احتمال السلامة.',
  ru: 'Если условия соблюдаются и задержки таковы, как принято; это не вероятность безопасности.',
}
