// Terms as a reader is shown them. Drafts are for those who work on them; others see what was announced or agreed, and
// of that nothing that the schema calls sensitive.

import { formatInstant } from '@treve/model'
import { type Actor, sees } from '../../policy/index.ts'
import type { Json, JsonObject } from '../event.ts'
import type { Coordination } from '../state.ts'
import { differencesOf } from './content.ts'
import { calledNow, type Terms, type TermsVersion } from './state.ts'
import { differenceSubjects, subjectOf } from './subject.ts'

export function view({ terms }: Coordination, reader: Actor): JsonObject | undefined {
  if (!sees(reader, 'terms')) return undefined
  const isWhole = sees(reader, 'terms_whole')
  const shown = terms.versions.filter(
    (each) => isWhole || each.announcedAt !== undefined || each.agreedAt !== undefined,
  )
  const { announced, agreed, inForce, plan } = terms
  const zone = terms.versions.at(-1)?.summary.time_zone
  const at = (when: TermsVersion['draftedAt']) => (zone === undefined ? null : formatInstant(when, zone))
  return {
    called: calledNow(terms),
    in_force: inForce ?? null,
    announced:
      announced === undefined
        ? null
        : {
            version: announced.version,
            by: announced.by,
            accepted_by: announced.acceptedBy,
            at: at(announced.at),
          },
    agreed: agreed === undefined ? null : { version: agreed.version, by: agreed.by, at: at(agreed.at) },
    versions: shown.map((each, index) => ({
      ...ofVersion(each, terms),
      // To choose from, for those who fill in forms of the pause.
      ...(sees(reader, 'messages') ? choices(each) : {}),
      differences: differences(shown[index - 1], each, isWhole),
      ...(isWhole ? { requirements: each.requirements as unknown as JsonObject, entry: each.entry } : {}),
    })),
    ...(isWhole && plan !== undefined
      ? { plan: { version: plan.version, at: at(plan.at), entry: plan.entry, plan_sha256: plan.planSha256 } }
      : {}),
  }
}

function choices({ summary: { gates, places } }: TermsVersion): JsonObject {
  return {
    ...(gates === undefined ? {} : { gates: gates.map((each) => ({ ...each })) }),
    ...(places === undefined ? {} : { places: places.map((each) => ({ ...each })) }),
  }
}

function ofVersion(version: TermsVersion, { inForce }: Terms): JsonObject {
  const { summary } = version
  const at = (when: TermsVersion['draftedAt']) => formatInstant(when, summary.time_zone)
  return {
    version: version.version,
    drafted_at: at(version.draftedAt),
    called: version.agreedAt !== undefined ? 'agreed' : version.announcedAt !== undefined ? 'announced' : 'draft',
    in_force: inForce === version.version,
    title: summary.title,
    exercise: summary.exercise,
    time_zone: summary.time_zone,
    windows: summary.windows.map((each) => ({ id: each.id, open: at(each.open), close: at(each.close) })),
    parties: summary.parties.map((each) => ({ ...each })),
    corridors: summary.corridors.map(({ id, name, uses, segments }) => ({
      id,
      uses,
      ...(name === undefined ? {} : { name }),
      // Where it has any of its own.
      ...(segments.some((each) => each !== 'whole') ? { segments } : {}),
    })),
    says_times: summary.five.times,
    says_places: summary.five.places,
    says_routes: summary.five.routes,
    says_who: summary.five.who,
    says_aid: summary.five.aid,
    /** Whether each may choose where to go is said, or is asked. */
    destination_choice: summary.silent_on.includes('destinations') ? 'not_said' : 'said',
    says: summary.says as JsonObject,
    silent_on: summary.silent_on,
  }
}

/** By subject, in their order; within it by path. */
function differences(before: TermsVersion | undefined, after: TermsVersion, isWhole: boolean): readonly Json[] {
  if (before === undefined) return []
  const found = differencesOf(before.content, after.content)
    .filter(({ sensitivity }) => isWhole || sensitivity === 'low' || sensitivity === 'moderate')
    .map(({ path, before: was, after: is }) => ({ subject: subjectOf(path), path, before: was, after: is }))
  return differenceSubjects.flatMap((subject) => found.filter((each) => each.subject === subject))
}
