import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [react(), phoneOffline()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    // The words of four languages are one file, which comes from the reader’s own server; the phone’s page does not load it.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: {
        index: file('index.html'),
        phone: file('phone.html'),
        'service-worker': file('src/phone/offline/service-worker.ts'),
      },
      output: {
        // It looks after what lies beside it: its address is part of what it may do.
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? 'phone/service-worker.js' : 'assets/[name]-[hash].js',
      },
    },
  },
})

/** Tells the service worker what the phone's page is made of: what it leads to, and nothing of the other pages. */
function phoneOffline(): Plugin {
  return {
    name: 'treve-phone-offline',
    enforce: 'post',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).flatMap((each) => (each.type === 'chunk' ? [each] : []))
      const worker = chunks.find(({ name }) => name === 'service-worker')
      const page = chunks.find(({ name, isEntry }) => name === 'phone' && isEntry)
      if (worker === undefined || page === undefined) throw new Error('the phone or its service worker is not built')
      if (worker.imports.length > 0) throw new Error('a service worker that imports is not started by every browser')
      const reached = new Set([page])
      for (const { imports, dynamicImports } of reached)
        for (const name of [...imports, ...dynamicImports]) {
          const chunk = chunks.find(({ fileName }) => fileName === name)
          if (chunk !== undefined) reached.add(chunk)
        }
      // What reads a code in a picture, for browsers that do not: the page works before it is there.
      const later = [...reached].filter(({ name }) => name === 'read-picture')
      if (later.length !== 1) throw new Error('what reads pictures is no part by itself')
      for (const each of later) reached.delete(each)
      const built = [...reached].flatMap(({ fileName, viteMetadata }) => [
        fileName,
        ...(viteMetadata?.importedCss ?? []),
        ...(viteMetadata?.importedAssets ?? []),
      ])
      const public_ = ['treve.svg', ...readdirSync(file('public/phone')).map((name) => `phone/${name}`)]
      const files = ['/phone/', ...[...built, ...public_].map((name) => `/${name}`)].sort()
      const version = createHash('sha256').update(files.join('\n')).update(page.code).digest('hex').slice(0, 16)
      worker.code = worker.code
        .replaceAll('PHONE_FILES', JSON.stringify([...new Set(files)]))
        .replaceAll('PHONE_LATER', JSON.stringify(later.map(({ fileName }) => `/${fileName}`)))
        .replaceAll('PHONE_VERSION', JSON.stringify(version))
    },
  }
}
