// The map with what moves on it.

import { memo } from 'react'
import { type MapLayer, PauseMap } from '../map/index.ts'
import type { PlanView } from '../plan.ts'
import type { PauseView } from '../view.ts'
import { useWords } from '../words.tsx'
import type { Positions } from './positions.ts'
import { VehicleLayer } from './vehicle-layer.tsx'

/** Its ground is drawn anew only where the pause or the plan has changed. */
export const VehicleMap = memo(function VehicleMap({
  pause,
  plan,
  positions,
}: {
  pause: PauseView
  plan: PlanView
  positions: Positions
}) {
  const layer: MapLayer = (projection) => <VehicleLayer positions={positions} projection={projection} />
  return <PauseMap pause={pause} plan={plan} layer={layer} />
})

/** What the signs on the map mean; they are in the list of vehicles too. */
export function TrackedLegend({ positions }: { positions: Positions }) {
  const { t } = useWords()
  return (
    <ul className="legend">
      <li>
        <svg width="18" height="18" aria-hidden="true">
          <path className="tracked" d="M9 2L14 14L9 11L4 14Z" />
        </svg>
        {t('board.tracked')}
      </li>
      <li>
        <svg width="18" height="18" aria-hidden="true">
          <circle className="tracked old" cx="9" cy="9" r="5" />
        </svg>
        {t('board.tracked.old')}
      </li>
      <li>
        <svg width="18" height="18" aria-hidden="true">
          <path className="tracked flagged" d="M3 3L15 15M9 4A5 5 0 1 0 9.01 4" />
        </svg>
        {t('board.tracked.flagged')}
      </li>
      {positions.isAway && positions.heardAt === undefined && <li>{t('board.tracked.none')}</li>}
    </ul>
  )
}
