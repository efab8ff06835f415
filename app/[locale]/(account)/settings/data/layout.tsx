/** Settings stand within the house's own frame: header, account, tabs on phones. */
export { default } from '../../../(viewer)/(browsing)/layout.tsx'
