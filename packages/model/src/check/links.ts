// Links join two places of one side: the only way between the sides is a corridor.

import type { Inquiry } from './inquiry.ts'

export function checkLinks(inquiry: Inquiry): void {
  for (const link of inquiry.sections.links ?? []) {
    const [first, second] = link.between
    const between = inquiry.at(link, 'between')
    if (first === second) inquiry.error(between, 'link_to_itself', { id: first })
    const [one, other] = [inquiry.places.get(first), inquiry.places.get(second)]
    if (one !== undefined && other !== undefined && one.inside !== other.inside) {
      inquiry.error(between, 'link_joins_sides', { first, second })
    }
    if (link.time === undefined && link.on_foot === undefined) {
      inquiry.error(inquiry.at(link), 'link_without_time', { first, second })
    }
    if (link.time?.some(({ value }) => Object.values(value).some((seconds) => seconds === 0)) === true)
      inquiry.warn(inquiry.at(link, 'time'), 'link_of_no_time', { first, second })
    if (link.on_foot === 0) inquiry.warn(inquiry.at(link, 'on_foot'), 'link_of_no_time', { first, second })
  }
}
