export { type MapLayer, PauseMap } from './pause-map.tsx'
