// A small scanner of TypeScript and TSX: tells code from comments, strings, regular expressions and JSX text. The
// compiler of TypeScript 7 offers no API to do it with; for these rules this much is enough.

export interface Piece {
  readonly kind: 'comment' | 'string' | 'template' | 'regex' | 'jsx_text'
  readonly from: number
  readonly to: number
}

export interface Attribute {
  readonly name: string
  /** The text, where it is written out: `title="…"` or `title={'…'}`. */
  readonly literal: string | undefined
  readonly at: number
}

export interface Scan {
  readonly text: string
  readonly pieces: readonly Piece[]
  readonly attributes: readonly Attribute[]
  /** The text with everything but code blanked out, line for line and column for column. */
  readonly code: string
}

const cache = new Map<string, Scan>()

export function scan(text: string, isJsx = false): Scan {
  const key = `${isJsx}${text}`
  const known = cache.get(key)
  if (known !== undefined) return known
  const scanner = new Scanner(text, isJsx)
  scanner.readCode()
  const letters = [...text].length === text.length ? [...text] : text.split('')
  for (const { from, to } of scanner.pieces)
    for (let index = from; index < to; index++) if (letters[index] !== '\n') letters[index] = ' '
  const result = { text, pieces: scanner.pieces, attributes: scanner.attributes, code: letters.join('') }
  cache.set(key, result)
  return result
}

/** Blanks comments only. */
export function withoutComments({ text, pieces }: Scan): string {
  let result = text
  for (const { kind, from, to } of pieces) {
    if (kind === 'comment')
      result = result.slice(0, from) + result.slice(from, to).replace(/[^\n]/g, ' ') + result.slice(to)
  }
  return result
}

export function lineAt(text: string, at: number): number {
  return text.slice(0, at).split('\n').length
}

class Scanner {
  readonly pieces: Piece[] = []
  readonly attributes: Attribute[] = []
  private at = 0
  /** The last letters of code, from which to tell a division from a regular expression and `<` from a tag. */
  private before = ''
  private readonly text: string
  private readonly isJsx: boolean

  constructor(text: string, isJsx: boolean) {
    this.text = text
    this.isJsx = isJsx
  }

  /** To the end, or to the brace that closes what the caller opened. */
  readCode(): void {
    let depth = 0
    while (this.at < this.text.length) {
      const letter = this.text[this.at] ?? ''
      const two = this.text.slice(this.at, this.at + 2)
      if (two === '//') this.take('comment', /$/m)
      else if (two === '/*') this.take('comment', /\*\//)
      else if (letter === "'" || letter === '"') this.readString(letter)
      else if (letter === '`') this.readTemplate()
      else if (letter === '/' && this.isValueExpected()) this.readRegex()
      else if (letter === '<' && this.isJsx && this.isTag()) this.readElement()
      else if (letter === '}' && depth === 0) return
      else {
        if (letter === '{') depth += 1
        if (letter === '}') depth -= 1
        this.note(letter)
        this.at += 1
      }
    }
  }

  private note(letter: string): void {
    if (!/\s/.test(letter)) this.before = (this.before + letter).slice(-12)
    else if (!this.before.endsWith(' ')) this.before = `${this.before} `.slice(-12)
  }

  private isValueExpected(): boolean {
    const before = this.before.trimEnd()
    if (before === '') return true
    if (/(^|[^\w$.])(return|typeof|case|in|of|await|yield|default|else|do|void|throw)$/.test(before)) return true
    return !/[\w$)\]}]$/.test(before)
  }

  private isTag(): boolean {
    const rest = this.text.slice(this.at, this.at + 60)
    return this.isValueExpected() && /^<([A-Za-z]|>)/.test(rest) && !/^<\w+(,| extends )/.test(rest)
  }

  private take(kind: Piece['kind'], end: RegExp): void {
    const from = this.at
    const found = end.exec(this.text.slice(from + 2))
    this.at = found === null ? this.text.length : from + 2 + found.index + found[0].length
    this.pieces.push({ kind, from, to: this.at })
  }

  private readString(quote: string): void {
    const from = this.at
    this.at += 1
    while (this.at < this.text.length && this.text[this.at] !== quote && this.text[this.at] !== '\n')
      this.at += this.text[this.at] === '\\' ? 2 : 1
    this.at += 1
    this.pieces.push({ kind: 'string', from, to: this.at })
    this.note(')')
  }

  private readTemplate(): void {
    let from = this.at
    this.at += 1
    while (this.at < this.text.length && this.text[this.at] !== '`') {
      if (this.text[this.at] === '\\') this.at += 2
      else if (this.text.startsWith('${', this.at)) {
        this.at += 2
        this.pieces.push({ kind: 'template', from, to: this.at })
        this.note('{')
        this.readCode()
        from = this.at
        this.at += 1
      } else this.at += 1
    }
    this.at += 1
    this.pieces.push({ kind: 'template', from, to: this.at })
    this.note(')')
  }

  private readRegex(): void {
    const from = this.at
    this.at += 1
    let isInClass = false
    while (this.at < this.text.length && this.text[this.at] !== '\n') {
      const letter = this.text[this.at]
      if (letter === '/' && !isInClass) break
      if (letter === '[') isInClass = true
      if (letter === ']') isInClass = false
      this.at += letter === '\\' ? 2 : 1
    }
    this.at += 1
    this.pieces.push({ kind: 'regex', from, to: this.at })
    this.note(')')
  }

  private skipSpace(): void {
    for (;;) {
      while (/\s/.test(this.text[this.at] ?? '')) this.at += 1
      if (this.text.startsWith('//', this.at)) this.take('comment', /$/m)
      else if (this.text.startsWith('/*', this.at)) this.take('comment', /\*\//)
      else return
    }
  }

  private readElement(): void {
    this.at += 1
    const isEmpty = this.readTag()
    if (!isEmpty) this.readChildren()
    this.note(')')
  }

  /** After `<`, to the end of the tag; true where it closes itself. */
  private readTag(): boolean {
    while (this.at < this.text.length) {
      this.skipSpace()
      const letter = this.text[this.at]
      if (letter === '>') {
        this.at += 1
        return false
      }
      if (this.text.startsWith('/>', this.at)) {
        this.at += 2
        return true
      }
      if (letter === '{') this.readBraces()
      else if (letter === '<') this.skipTypeArguments()
      else this.readAttribute()
    }
    return true
  }

  private readAttribute(): void {
    const at = this.at
    const name = /^[\w$:.-]+/.exec(this.text.slice(at, at + 200))?.[0] ?? ''
    this.at += Math.max(1, name.length)
    this.skipSpace()
    if (this.text[this.at] !== '=') return
    this.at += 1
    this.skipSpace()
    const from = this.at
    const quote = this.text[from]
    if (quote === '"' || quote === "'") {
      const end = this.text.indexOf(quote, from + 1)
      this.at = end < 0 ? this.text.length : end + 1
      this.pieces.push({ kind: 'string', from, to: this.at })
      this.attributes.push({ name, literal: this.text.slice(from + 1, this.at - 1), at })
    } else if (quote === '{') {
      this.attributes.push({ name, literal: this.readBraces(), at })
    } else if (quote === '<') this.readElement()
  }

  private skipTypeArguments(): void {
    let depth = 0
    do {
      if (this.text[this.at] === '<') depth += 1
      if (this.text[this.at] === '>') depth -= 1
      this.at += 1
    } while (depth > 0 && this.at < this.text.length)
  }

  /** `{…}`; its text, where it is one string and nothing more. */
  private readBraces(): string | undefined {
    const first = this.pieces.length
    this.at += 1
    const from = this.at
    this.note('{')
    this.readCode()
    const inner = this.text.slice(from, this.at).trim()
    this.at += 1
    const [only, ...others] = this.pieces.slice(first).filter(({ kind }) => kind !== 'comment')
    const isLiteral = only !== undefined && others.length === 0 && (only.kind === 'string' || only.kind === 'template')
    return isLiteral && this.text.slice(only.from, only.to) === inner ? inner.slice(1, -1) : undefined
  }

  private readChildren(): void {
    while (this.at < this.text.length) {
      const from = this.at
      while (this.at < this.text.length && !'<{'.includes(this.text[this.at] ?? '')) this.at += 1
      if (this.at > from) this.pieces.push({ kind: 'jsx_text', from, to: this.at })
      if (this.text.startsWith('</', this.at)) {
        while (this.at < this.text.length && this.text[this.at] !== '>') this.at += 1
        this.at += 1
        return
      }
      if (this.text[this.at] === '<') this.readElement()
      else if (this.text[this.at] === '{') {
        const opened = this.at
        if (this.readBraces() !== undefined) this.pieces.push({ kind: 'jsx_text', from: opened + 1, to: this.at - 1 })
      }
    }
  }
}
