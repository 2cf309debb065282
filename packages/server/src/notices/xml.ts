// Writing XML, and reading as little of it as a message needs. What XML offers for harm is refused, not handled: document
// types, entities of one's own, processing instructions, other encodings.

export function escapedXml(text: string): string {
  return (
    text
      .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
      // What XML 1.0 has no way to write.
      .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
  )
}

export function element(name: string, text: string): string {
  return `<${name}>${escapedXml(text)}</${name}>`
}

export function elements(
  name: string,
  inner: readonly string[],
  attributes: Readonly<Record<string, string>> = {},
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapedXml(value)}"`)
  return `<${name}${written.join('')}>\n${inner.join('\n')}\n</${name}>`
}

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string
  readonly namespace: string | undefined
  readonly children: readonly XmlElement[]
  /** Of its own, not of its children. */
  readonly text: string
}

export const mostXmlBytes = 65_536
const mostDepth = 12

export class XmlRefusal extends Error {
  override readonly name = 'XmlRefusal'
}

/** Throws XmlRefusal. */
export function readXml(text: string): XmlElement {
  if (new TextEncoder().encode(text).length > mostXmlBytes)
    throw new XmlRefusal(`it is over ${mostXmlBytes} bytes, which no message of this kind needs`)
  return new Reader(text).document()
}

const namePattern = /[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_.-]*)?/y
const predefined: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

class Reader {
  private readonly text: string
  private at = 0

  constructor(text: string) {
    this.text = text.replace(/^\ufeff/, '')
  }

  document(): XmlElement {
    const declaration = /^<\?xml\s[^?]*\?>/.exec(this.text)
    if (declaration !== null) {
      const encoding = /encoding\s*=\s*["']([^"']*)["']/i.exec(declaration[0])
      if (encoding?.[1] !== undefined && encoding[1].toLowerCase() !== 'utf-8')
        throw new XmlRefusal(`its encoding is ${encoding[1]}: UTF-8 is expected`)
      this.at = declaration[0].length
    }
    this.skipBetween()
    const root = this.element(new Map(), 1)
    this.skipBetween()
    if (this.at < this.text.length) throw new XmlRefusal('something follows the end of the message')
    return root
  }

  /** Spaces and comments; anything else that is not an element is refused by name. */
  private skipBetween(): void {
    for (;;) {
      this.match(/\s*/y)
      if (!this.comment()) break
    }
    this.refuseDeclarations()
  }

  private comment(): boolean {
    if (!this.text.startsWith('<!--', this.at)) return false
    const end = this.text.indexOf('-->', this.at + 4)
    if (end < 0) throw new XmlRefusal('a comment does not end')
    this.at = end + 3
    return true
  }

  private refuseDeclarations(): void {
    if (this.text.startsWith('<!DOCTYPE', this.at)) throw new XmlRefusal('it declares a document type')
    if (this.text.startsWith('<?', this.at)) throw new XmlRefusal('it has a processing instruction')
    if (this.text.startsWith('<!', this.at) && !this.text.startsWith('<![CDATA[', this.at))
      throw new XmlRefusal('it has a declaration')
  }

  private element(outer: ReadonlyMap<string, string>, depth: number): XmlElement {
    if (depth > mostDepth) throw new XmlRefusal(`it is nested deeper than ${mostDepth}`)
    if (!this.take('<')) throw new XmlRefusal('an element is expected')
    const name = this.name()
    const { namespaces, isEmpty } = this.attributes(outer)
    const content = isEmpty ? { children: [], text: '' } : this.content(namespaces, depth, name)
    const colon = name.indexOf(':')
    return {
      name: name.slice(colon + 1),
      namespace: namespaces.get(colon < 0 ? '' : name.slice(0, colon)),
      ...content,
    }
  }

  private attributes(outer: ReadonlyMap<string, string>) {
    const namespaces = new Map(outer)
    const seen = new Set<string>()
    for (;;) {
      const hasSpace = this.match(/\s+/y) !== ''
      if (this.take('/>')) return { namespaces, isEmpty: true }
      if (this.take('>')) return { namespaces, isEmpty: false }
      if (!hasSpace) throw new XmlRefusal('an element is not well-formed')
      const name = this.name()
      if (seen.has(name)) throw new XmlRefusal(`the attribute ${name} is there twice`)
      seen.add(name)
      const quoted = this.match(/\s*=\s*(?:"[^"<]*"|'[^'<]*')/y)
      if (quoted === '') throw new XmlRefusal(`the attribute ${name} has no value`)
      const value = this.unescaped(quoted.replace(/^\s*=\s*/, '').slice(1, -1))
      if (name === 'xmlns') namespaces.set('', value)
      else if (name.startsWith('xmlns:')) namespaces.set(name.slice(6), value)
    }
  }

  private content(namespaces: ReadonlyMap<string, string>, depth: number, name: string) {
    const children: XmlElement[] = []
    let text = ''
    for (;;) {
      const plain = this.match(/[^<]*/y)
      text += this.unescaped(plain)
      if (this.at >= this.text.length) throw new XmlRefusal(`<${name}> does not end`)
      if (this.comment()) continue
      if (this.take('</')) {
        if (this.name() !== name) throw new XmlRefusal(`<${name}> ends under another name`)
        this.match(/\s*/y)
        if (!this.take('>')) throw new XmlRefusal(`<${name}> does not end`)
        return { children, text }
      }
      if (this.take('<![CDATA[')) {
        const end = this.text.indexOf(']]>', this.at)
        if (end < 0) throw new XmlRefusal('CDATA does not end')
        text += this.text.slice(this.at, end)
        this.at = end + 3
        continue
      }
      this.refuseDeclarations()
      children.push(this.element(namespaces, depth + 1))
    }
  }

  private unescaped(text: string): string {
    if (/&(?!#\d+;|#x[0-9a-fA-F]+;|\w+;)/.test(text)) throw new XmlRefusal('an & stands by itself')
    return text.replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g, (_, decimal?: string, hex?: string, word?: string) => {
      if (word !== undefined) {
        const known = Object.hasOwn(predefined, word) ? predefined[word] : undefined
        if (known === undefined) throw new XmlRefusal(`it uses the entity &${word};`)
        return known
      }
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      if (!(code <= 0x10ffff) || (code < 32 && ![9, 10, 13].includes(code)) || (code >= 0xd800 && code <= 0xdfff))
        throw new XmlRefusal(`it uses the character number ${code}, which XML does not have`)
      return String.fromCodePoint(code)
    })
  }

  private name(): string {
    const name = this.match(namePattern)
    if (name === '') throw new XmlRefusal('a name is expected')
    return name
  }

  private take(expected: string): boolean {
    if (!this.text.startsWith(expected, this.at)) return false
    this.at += expected.length
    return true
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? ''
    this.at += found.length
    return found
  }
}
