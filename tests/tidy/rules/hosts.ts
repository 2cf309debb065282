import { findings, isSource, isTest, type Rule, scanOf } from '../rule.ts'
import { withoutComments } from '../scan.ts'

// Names of vocabularies, and this machine: nothing is fetched from them across a network.
const allowed = /^(www\.w3\.org|json-schema\.org|localhost|127\.0\.0\.1|\[::1\])$/

export const hosts: Rule = {
  name: 'pages and server name no host that they could call: Treve works offline',
  find: (files) =>
    files
      .filter((file) => /^packages\/(web|server)\//.test(file.path) && !isTest(file))
      .filter((file) => isSource(file) || /\.(html|css|svg)$/.test(file.path))
      .flatMap((file) => {
        const text = isSource(file) ? withoutComments(scanOf(file)) : file.text
        return [
          ...findings(file, text, /\b(https?|wss?):\/\/[^/\s'"`<>)]*/g, 'host').filter((each) => {
            const host = each.replace(/^.*:\/\//, '').replace(/:(\d+|\$\{[^}]*\})$/, '')
            // A host that is wholly put in is the one that the page or server itself is on.
            return host.replace(/\$\{[^}]*(\}|$)/g, '') !== '' && !allowed.test(host)
          }),
          ...findings(file, text, /(?<=['"`(=])\/\/[a-z0-9-]+\.[a-z][^\s'"`)>]*/gi, 'host'),
        ]
      }),
}
