// A tone that a tired person hears in a loud room: made by the browser itself, so that nothing is fetched for it.

/** Hertz: three steps up, which are told from the tones of other machines. */
const steps = [660, 880, 1100] as const
const stepSeconds = 0.22
const loudness = 0.4

let context: AudioContext | undefined

/** False: the browser keeps it silent until somebody has touched the page, or has no sound. */
export async function canSound(): Promise<boolean> {
  try {
    context ??= new AudioContext()
    // One that is not let on stays waiting without end.
    await Promise.race([context.resume(), new Promise((done) => setTimeout(done, 300))])
    return context.state === 'running'
  } catch {
    return false
  }
}

/** Whether it was heard, as far as a browser knows. */
export async function soundAlarm(): Promise<boolean> {
  if (!(await canSound()) || context === undefined) return false
  const begins = context.currentTime + 0.05
  for (const [index, hertz] of [...steps, ...steps].entries()) {
    const tone = context.createOscillator()
    const volume = context.createGain()
    const from = begins + index * stepSeconds
    tone.type = 'square'
    tone.frequency.value = hertz
    volume.gain.setValueAtTime(loudness, from)
    volume.gain.exponentialRampToValueAtTime(0.001, from + stepSeconds)
    tone.connect(volume).connect(context.destination)
    tone.start(from)
    tone.stop(from + stepSeconds)
  }
  return true
}
