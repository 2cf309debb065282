// Several of one kind of work at once, told in the order given.

/** Who asks for no more of them stops the rest; `stop` stops all. */
export async function* sideBySide<Given, Result>(
  given: readonly Given[],
  atOnce: number,
  stop: AbortSignal,
  run: (each: Given, stop: AbortSignal) => Promise<Result>,
): AsyncGenerator<Result> {
  const nobodyAsks = new AbortController()
  const either = AbortSignal.any([stop, nobodyAsks.signal])
  const jobs = given.map((each) => ({ each, ...Promise.withResolvers<Result>() }))
  const waiting = [...jobs]
  const work = async () => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift())
      await run(job.each, either).then(job.resolve, job.reject)
  }
  // What fails is told in its turn.
  for (const { promise } of jobs) promise.catch(() => undefined)
  const working = Array.from({ length: Math.min(atOnce, jobs.length) }, work)
  try {
    for (const { promise } of jobs) yield await promise
  } finally {
    waiting.length = 0
    nobodyAsks.abort()
    await Promise.all(working)
  }
}
