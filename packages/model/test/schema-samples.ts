// Values that the reader takes, or refuses, at a place of examples/minimal: the JSON Schema has to agree.

export interface FieldSample {
  readonly path: readonly (string | number)[]
  readonly value: unknown
  readonly isValid: boolean
}

const valid = (path: FieldSample['path'], ...values: unknown[]) =>
  values.map((value) => ({ path, value, isValid: true }))
const invalid = (path: FieldSample['path'], ...values: unknown[]) =>
  values.map((value) => ({ path, value, isValid: false }))

export const pauseFields: readonly FieldSample[] = [
  ...valid(['treve_pause'], 1, '1'),
  ...invalid(['treve_pause'], 2, null, true),
  ...valid(['id'], 12, 'a.b-c'),
  ...invalid(['id'], 'The Id', ['a'], ''),
  ...valid(['title'], { fr: 'Un pont' }),
  ...invalid(['title'], 'One bridge', { de: 'Eine Brücke' }),
  ...valid(['terms', 'clear', 'buffer'], '30 min', '1.5 h', { best: '30 min', source: 'a', assumed: true }),
  ...invalid(['terms', 'clear', 'buffer'], '30', 30, '30 km', '-30 min', { low: '30 min' }, { best: 30 }),
  ...valid(['terms', 'clear', 'probability'], null, 0.99, 0.999_999),
  ...invalid(['terms', 'clear', 'probability'], 0, 1, -0.1, '0.99'),
  ...valid(['uncertainty', 'turn_back'], 0.5, { best: 0.99, source: 'agreed' }),
  ...invalid(['uncertainty', 'turn_back'], 0.4, 1, 'late'),
  ...valid(['uncertainty', 'boarding'], 0, { best: 0.3, assumed: true }),
  ...invalid(['uncertainty', 'boarding'], -0.1, 6, '30%'),
  ...valid(['uncertainty', 'late_people'], { share: 0.1, mean: '10 min', assumed: true }),
  ...invalid(['uncertainty', 'late_people'], { share: 0.1 }, { share: 1.5, mean: '10 min' }),
  ...valid(['uncertainty', 'breakdowns'], { per_hour: 0, mean: '45 min' }),
  ...valid(['terms', 'windows', 0, 'open'], '2016-11-04T08:00', '2016-11-04T08:00:30+02:00'),
  ...invalid(['terms', 'windows', 0, 'open'], '08:00', 8, '4 November'),
  ...invalid(['terms', 'windows'], []),
  ...valid(['zone', 'area'], 'zone.geojson'),
  ...invalid(['zone', 'area'], { type: 'Circle' }, []),
  ...invalid(['places', 0, 'at'], [37.1], [37.1, 36.2, 400], 'here', ['37.1', '36.2']),
  ...valid(['places', 4, 'intake'], '100 per 15 min', { people: { best: 100, high: 120 }, per: '15 min' }),
  ...invalid(['places', 4, 'intake'], 100, '100 an hour', { people: 100 }),
  ...valid(
    ['links', 0, 'time'],
    '6 min',
    { best: '6 min', source: 'driven' },
    { bus: '9 min', truck: { best: '10 min' } },
    [
      { from: '00:00', time: '6 min' },
      { from: '07:30', time: { bus: '9 min' } },
    ],
  ),
  ...invalid(['links', 0, 'time'], 6, { tram: '6 min' }, [], [{ time: '6 min' }], [{ from: '7:30', time: '6 min' }]),
  ...invalid(['links', 0, 'between'], ['depot'], ['depot', 'outer', 'inner']),
  ...valid(['corridors', 0, 'travel'], { vehicle: '30 km/h' }, [{ from: '08:00', vehicle: '6 min' }]),
  ...invalid(['corridors', 0, 'travel'], '6 min', { vehicle: '6 t' }, { tram: '6 min' }),
  ...valid(['corridors', 0, 'capacity'], '4 per 15 min', [{ from: '08:00', vehicles: 4, per: '15 min' }]),
  ...valid(['corridors', 0, 'gates', 0, 'service'], '2 min', { best: '2 min' }, { person_on_foot: '6 s' }),
  ...valid(['people', 0, 'count'], 0, 100, { best: 100 }, { low: 80, best: 100, high: 140, assumed: true }),
  ...invalid(['people', 0, 'count'], -1, 4.5, 40_000_000_000, 'four', null, { low: 80 }, { best: 100, why: 'x' }),
  ...valid(['people', 0, 'wish'], 'leave', 'stay', 'not_asked'),
  ...invalid(['people', 0, 'wish'], 'go', null, ['stay']),
  ...valid(['people', 0], { id: 'others', at: 'school', count: 60, wish: 'stay' }),
  ...invalid(['people', 0], { id: 'others', at: 'school', count: 60 }, { id: 'others', at: 'school', wish: 'stay' }),
  ...valid(['people', 0, 'ready'], '08:00', '2016-11-04T08:00', [{ at: '08:00', count: 50 }]),
  ...invalid(['people', 0, 'ready'], [], [{ at: '08:00' }], 8),
  ...valid(['fleet', 0, 'available'], ['07:30', '2016-11-04T14:00']),
  ...invalid(['fleet', 0, 'available'], ['07:30']),
  ...valid(['note'], 12, 'text'),
  ...invalid(['note'], ['text'], null),
  ...invalid(['qqqqqqqq'], 1),
]
