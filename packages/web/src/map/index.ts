export { PauseMap } from './pause-map.tsx'
