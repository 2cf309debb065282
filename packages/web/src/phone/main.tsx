import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './fonts.css'
import '../styles/tokens.css'
import '../styles/base.css'
import './phone.css'
import { App } from './app.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
