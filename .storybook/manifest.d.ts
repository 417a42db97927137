/** Made by `cem analyze` before Storybook starts. */
declare module '*/custom-elements.json' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-imports -- a declaration of this kind can't import
  const manifest: import('../scripts/build/manifest.ts').Manifest;
  export default manifest;
}
