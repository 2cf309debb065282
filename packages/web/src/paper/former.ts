// Forms of a plan that was agreed before the one in force: what they are about is what that plan had.

import { useEffect, useState } from 'react'
import { getPlanAgreed } from '../api.ts'
import { formsOf, type PaperForm, versionMark } from './forms.ts'

interface FormerForms {
  /** Undefined: not asked for, or not here yet. */
  readonly forms: readonly PaperForm[] | undefined
  /** It was asked for, and did not come. */
  readonly isAway: boolean
}

const none: FormerForms = { forms: undefined, isAway: false }

/** @param sha256 of the plan; undefined: of none */
export function useFormerForms(pause: string, sha256: string | undefined): FormerForms {
  const [known, setKnown] = useState<FormerForms & { readonly sha256: string | undefined }>({ ...none, sha256 })
  useEffect(() => {
    if (sha256 === undefined) return
    let isCurrent = true
    getPlanAgreed(pause, sha256).then(
      (plan) => isCurrent && setKnown({ sha256, forms: formsOf(plan, versionMark(plan, sha256)), isAway: false }),
      () => isCurrent && setKnown({ sha256, forms: undefined, isAway: true }),
    )
    return () => {
      isCurrent = false
    }
  }, [pause, sha256])
  // What came of another is not of this one.
  return known.sha256 === sha256 && sha256 !== undefined ? known : none
}
