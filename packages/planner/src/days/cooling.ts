// How much worse a plan may become on the way to a better one: less and less, then from the best plan anew, ever longer.
// It follows the number of iterations alone: whoever stops by time and runs again as long gets the same plan.

export class Cooling {
  private length = firstLength
  private step = 0

  /** People of level 5b that the next plan may serve less. */
  next(): number {
    if (this.step >= this.length) {
      this.length *= 2
      this.step = 0
    }
    const left = 1 - this.step / this.length
    this.step += 1
    return Math.floor(mostSlack * left * left)
  }

  /** What is left of this cooling after the last `next`, 1 to 0. */
  get left(): number {
    return Math.max(0, 1 - this.step / this.length)
  }

  /** Whether the next one begins anew. */
  isOver(): boolean {
    return this.step >= this.length
  }
}

const firstLength = 200
const mostSlack = 30
